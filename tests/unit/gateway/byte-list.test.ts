import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteList } from '../../../server/gateway/byte-list.ts';

describe('bytes that come in chunks', () => {
  it('are the same bytes in one piece, however they came', () => {
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.uint8Array({ minLength: 1100, maxLength: 1200 }),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 40 }), fc.integer({ min: 1, max: 200 }), (chunks, repeats) => {
        const list = new ByteList();
        const all: Uint8Array[] = [];
        for (let round = 0; round < repeats; round++) {
          for (const one of chunks) {
            list.push(Buffer.from(one));
            all.push(one);
          }
        }
        const expected = Buffer.concat(all);
        expect(list.length).toBe(expected.length);
        expect(list.take().equals(expected)).toBe(true);
        expect([list.length, list.take().length]).toEqual([0, 0]);
      }),
      { numRuns: 30 },
    );
  });

  it('are not copied when they came in one piece', () => {
    const list = new ByteList();
    const only = Buffer.from('all of it');
    list.push(only);
    expect(list.take()).toBe(only);
  });

  it('take little more memory than they are long, when each comes alone', () => {
    const before = process.memoryUsage();
    const list = new ByteList();
    const count = 2_000_000;
    for (let at = 0; at < count; at++) list.push(Buffer.from([at & 0xff]));
    globalThis.gc?.();
    const after = process.memoryUsage();
    // Kept one by one they take 200 bytes each.
    expect(after.rss - before.rss).toBeLessThan(count * 60);
    expect(list.take()).toHaveLength(count);
  });
});
