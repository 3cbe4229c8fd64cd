import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedRoom } from '../../../../server/gateway/shares/shared-room.ts';

/** Takes units one by one until that is refused; how many it got, and why no more. */
function fill(room: SharedRoom, tenant: string, key = tenant) {
  let units = 0;
  for (;;) {
    const refusal = room.take(tenant, key, 1);
    if (refusal) return { units, refusal };
    units++;
  }
}

describe('room that is shared', () => {
  it('lets one who is alone have most of it, and always keeps some for the next', () => {
    const room = new SharedRoom(1000);
    const shares = ['a', 'b', 'c', 'd'].map((tenant) => fill(room, tenant).units);
    expect(shares[0]).toBeGreaterThan(700);
    for (const [index, share] of shares.entries()) {
      const free = 1000 - shares.slice(0, index).reduce((sum, units) => sum + units, 0);
      expect(share).toBeGreaterThan(free * 0.7);
    }
  });

  it('gives tenants that come and go the same share, whoever was first', () => {
    const room = new SharedRoom(100_000);
    const held = { first: fill(room, 'first').units, second: 0 };
    for (let round = 0; round < 100_000; round++) {
      // The first one's requests end by and by, and it asks for more each time.
      if (held.first > 0) {
        room.give('first', 'first', 1);
        held.first--;
      }
      if (!room.take('second', 'second', 1)) held.second++;
      if (!room.take('first', 'first', 1)) held.first++;
    }
    expect(Math.abs(held.first - held.second)).toBeLessThan(1_000);
  });

  it('refuses the tenant that takes too much, and the key of a tenant that does', () => {
    const room = new SharedRoom(1000);
    expect(fill(room, 'greedy', 'k1').refusal).toBe('key');
    expect(room.take('greedy', 'k2', 1)).toBeNull();
    for (let key = 3; key < 40; key++) fill(room, 'greedy', `k${key}`);
    expect(room.take('greedy', 'k40', 50)).toBe('tenant');
    expect(room.take('modest', 'k', 50)).toBeNull();
  });

  it('does not blame one who takes little when the room is full', () => {
    const room = new SharedRoom(1000);
    fill(room, 'greedy');
    expect(room.take('modest', 'k', 300)).toBe('everybody');
  });

  it('never gives more than there is, and is empty once all is given back', () => {
    const step = fc.record({
      tenant: fc.constantFrom('a', 'b', 'c'),
      key: fc.constantFrom('1', '2'),
      units: fc.nat(400),
      gives: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const room = new SharedRoom(1000);
        const taken: { tenant: string; key: string; units: number }[] = [];
        for (const { tenant, key, units, gives } of steps) {
          if (gives) {
            const last = taken.pop();
            if (last) room.give(last.tenant, last.key, last.units);
          } else if (!room.take(tenant, tenant + key, units)) {
            taken.push({ tenant, key: tenant + key, units });
          }
          expect(room.taken).toBe(taken.reduce((sum, { units }) => sum + units, 0));
          expect(room.taken).toBeLessThan(1000);
        }
        for (const { tenant, key, units } of taken) room.give(tenant, key, units);
        expect([room.taken, room.takers]).toEqual([0, 0]);
      }),
    );
  });
});
