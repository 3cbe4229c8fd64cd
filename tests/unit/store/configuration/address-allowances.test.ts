import { describe, expect, it } from 'vitest';
import { AddressAllowances } from '../../../../server/store/configuration/address-allowances.ts';

const STRANGER = '203.0.113.7';

function scripted() {
  const clock = { nowMs: 1_000_000 };
  return { clock, allowances: new AddressAllowances(() => clock.nowMs) };
}

/** How many look-ups the address has, until it is told to wait. */
function takeAll(allowances: AddressAllowances, address: string): number {
  let taken = 0;
  while (allowances.take(address) === 0) taken += 1;
  return taken;
}

describe('what an address may have looked up', () => {
  it('ends, says when it goes on, and comes back with time', () => {
    const { clock, allowances } = scripted();
    expect(takeAll(allowances, STRANGER)).toBe(1_000);
    expect(allowances.take(STRANGER)).toBe(50);
    clock.nowMs += 50;
    expect(allowances.take(STRANGER)).toBe(0);
    clock.nowMs += 10_000;
    expect(takeAll(allowances, STRANGER)).toBe(200);
  });

  it('is each address’s own, and one for a whole IPv6 network', () => {
    const { allowances } = scripted();
    takeAll(allowances, '2001:db8:0:1::1');
    expect(allowances.take('2001:db8:0:1:ffff::2')).toBeGreaterThan(0);
    expect(allowances.take('2001:db8:0:2::1')).toBe(0);
    expect(allowances.take(STRANGER)).toBe(0);
  });

  it('is larger where a valid key was shown, even after it was used up, and for an hour', () => {
    const { clock, allowances } = scripted();
    takeAll(allowances, STRANGER);
    allowances.welcome(STRANGER);
    expect(allowances.isKnown(STRANGER)).toBe(true);
    expect(takeAll(allowances, STRANGER)).toBe(4_000);
    clock.nowMs += 3_600_001;
    expect(allowances.isKnown(STRANGER)).toBe(false);
  });

  it('is not spent by valid keys', () => {
    const { allowances } = scripted();
    for (let count = 0; count < 10_000; count += 1) {
      expect(allowances.take(STRANGER)).toBe(0);
      allowances.welcome(STRANGER);
    }
  });

  it('is kept for known addresses, however many strangers come', () => {
    const { allowances } = scripted();
    allowances.welcome(STRANGER);
    for (let count = 0; count < 60_000; count += 1) allowances.take(`stranger ${count}`);
    expect(allowances.isKnown(STRANGER)).toBe(true);
  });
});
