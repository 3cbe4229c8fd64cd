import { describe, expect, it } from 'vitest';
import { Pace } from '../../../server/transports/node/pace.ts';

/** Keeps the event loop busy. */
function block(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('work that goes at a pace', () => {
  it('is done at once while there is time in this turn, and later when there is none', async () => {
    const pace = new Pace(5);
    const done: number[] = [];
    for (let piece = 1; piece <= 5; piece++) {
      pace.do('a', () => {
        block(3);
        done.push(piece);
      });
    }
    expect(done).toEqual([1, 2]);
    await nextTurn();
    expect(done).toEqual([1, 2, 3, 4]);
    await nextTurn();
    expect(done).toEqual([1, 2, 3, 4, 5]);
    await nextTurn();
    pace.do('a', () => done.push(6));
    expect(done.at(-1)).toBe(6);
  });

  it('goes by turns among those whose it is, and in order for each', async () => {
    const pace = new Pace(1);
    const done: string[] = [];
    for (const piece of ['a1', 'a2', 'a3', 'b1', 'a4', 'c1', 'b2']) {
      pace.do(piece[0] ?? '', () => {
        block(2);
        done.push(piece);
      });
    }
    while (done.length < 7) await nextTurn();
    expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });
});
