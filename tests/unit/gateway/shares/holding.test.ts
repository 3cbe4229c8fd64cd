import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../../server/canonical/fault.ts';
import { Holding } from '../../../../server/gateway/shares/holding.ts';
import { SharedRoom } from '../../../../server/gateway/shares/shared-room.ts';
import type { GatewayKey } from '../../../../server/store/configuration.ts';
import { gatewayKey } from '../../../support/gateway-key.ts';

const KIBIBYTE = 1024;

function keyOf(tenant: string, id: string): GatewayKey {
  return gatewayKey({ id, tenantId: tenant });
}

function roomsOf(bytes: number, requests: number) {
  return { bytes: new SharedRoom(bytes), requests: new SharedRoom(requests) };
}

/** What a call throws; null when it does not. */
function faultOf(call: () => void): Fault | null {
  try {
    call();
    return null;
  } catch (error) {
    return error as Fault;
  }
}

describe('what a request holds', () => {
  it('counts as soon as it is known whose it is, and no more once it is over', () => {
    const rooms = roomsOf(1024 * KIBIBYTE, 100);
    const holding = new Holding(rooms);
    holding.take(500 * KIBIBYTE);
    expect([rooms.bytes.taken, rooms.requests.taken]).toEqual([0, 0]);
    holding.give(500 * KIBIBYTE);
    holding.open(keyOf('a', 'k'));
    holding.take(300 * KIBIBYTE);
    expect(rooms.bytes.taken).toBeGreaterThanOrEqual(300 * KIBIBYTE);
    expect(rooms.requests.taken).toBe(1);
    holding.give(250 * KIBIBYTE);
    expect(rooms.bytes.taken).toBeLessThan(200 * KIBIBYTE);
    holding.release();
    holding.take(300 * KIBIBYTE);
    expect([rooms.bytes.taken, rooms.requests.taken]).toEqual([0, 0]);
  });

  it('is refused with whose share it is, and when to come again', () => {
    const holding = new Holding(roomsOf(1024 * KIBIBYTE, 100));
    holding.open(keyOf('a', 'k'));
    const fault = faultOf(() => holding.take(900 * KIBIBYTE));
    expect(fault).toMatchObject({ code: 'share_exceeded', status: 429, retryAfterMs: 1000 });
    expect(fault?.message).toMatch(/tenant's bytes held in memory .*1048576 bytes/);
  });

  it('bounds the requests in flight of a key, and leaves others theirs', () => {
    const rooms = roomsOf(1024 * 1024 * KIBIBYTE, 100);
    const open = (key: GatewayKey) => faultOf(() => new Holding(rooms).open(key));
    let opened = 0;
    let fault: Fault | null = null;
    for (; !fault; opened++) fault = open(keyOf('greedy', 'k'));
    expect(fault).toMatchObject({ code: 'share_exceeded', status: 429 });
    expect(fault.message).toContain("API key's requests in flight");
    expect(opened).toBeLessThan(85);
    expect(open(keyOf('modest', 'k2'))).toBeNull();
  });

  it('is given back exactly once, whatever happened and in whatever order', () => {
    const step = fc.record({
      holder: fc.nat(9),
      action: fc.constantFrom('open', 'take', 'keep', 'give', 'release'),
      bytes: fc.nat(400 * KIBIBYTE),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const rooms = roomsOf(2048 * KIBIBYTE, 12);
        const holders = Array.from({ length: 10 }, (_, index) => ({
          holding: new Holding(rooms),
          key: keyOf(`t${index % 3}`, `k${index % 5}`),
          opened: false,
          used: 0,
        }));
        for (const { holder, action, bytes } of steps) {
          const one = holders[holder % holders.length];
          if (!one) continue;
          if (action === 'open' && !one.opened)
            one.opened = faultOf(() => one.holding.open(one.key)) === null;
          else if (action === 'take' && faultOf(() => one.holding.take(bytes)) === null) one.used += bytes;
          else if (action === 'keep') {
            one.holding.keep(bytes);
            one.used += bytes;
          } else if (action === 'give') {
            one.holding.give(Math.min(bytes, one.used));
            one.used -= Math.min(bytes, one.used);
          } else if (action === 'release') one.holding.release();
          expect(rooms.bytes.taken).toBeLessThan(rooms.bytes.capacity);
        }
        for (const { holding } of holders) holding.release();
        expect([rooms.bytes.taken, rooms.bytes.takers]).toEqual([0, 0]);
        expect([rooms.requests.taken, rooms.requests.takers]).toEqual([0, 0]);
      }),
    );
  });
});
