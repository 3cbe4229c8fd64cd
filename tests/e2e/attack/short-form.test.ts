import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Arena, type Measured } from '../../attack/arena/arena.ts';
import { keepBusy } from '../../attack/arena/keep-busy.ts';
import { attacks } from '../../attack/index.ts';
import { play } from '../../attack/play.ts';
import { soak } from '../../attack/soak.ts';

const telling = attacks.filter(({ short }) => short);
const SOAK_SECONDS = 10;

let arena: Arena;
let calm: Measured;

beforeAll(async () => {
  arena = await Arena.open();
  calm = await arena.measure(() => keepBusy(3_000));
});
afterAll(() => arena?.close());

/** The short form of `npm run attack`. A machine that is busy with something else may spoil a measurement. */
describe('nine good tenants are served, by a gateway that stays small and alive, beside', {
  retry: 1,
}, () => {
  it.each(telling.map((attack) => ({ attack, name: attack.name })))('$name', async ({ attack }) => {
    const verdict = await play(arena, attack, calm);
    expect(verdict.broken).toEqual([]);
  });

  it('all of them at once', async () => {
    const verdict = await play(arena, soak(telling, SOAK_SECONDS, 6), calm);
    expect(verdict.broken).toEqual([]);
  });
});
