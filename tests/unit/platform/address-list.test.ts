import { describe, expect, it } from 'vitest';
import { AddressList } from '../../../server/platform/network/address-list.ts';

describe('a list of networks somebody may come from', () => {
  it.each([
    [['10.0.0.0/8'], '10.255.0.1', true],
    [['10.0.0.0/8'], '11.0.0.1', false],
    [['203.0.113.7'], '203.0.113.7', true],
    [['203.0.113.7'], '203.0.113.8', false],
    [['0.0.0.0/0'], '198.51.100.1', true],
    [['0.0.0.0/0'], '2001:db8::1', false],
    [['2001:db8::/32'], '2001:db8:1::1', true],
    [['2001:db8::/32'], '2001:DB8:0:0::1', true],
    [['2001:db8::/32'], '2001:db9::1', false],
    [['fe80::/10'], 'fe80::1%eth0', true],
    [['192.0.2.0/24', '2001:db8::/64'], '2001:db8::5', true],
  ])('%j has %s: %s', (networks, address, expected) => {
    expect(new AddressList(networks).has(address)).toBe(expected);
  });

  it('takes an IPv4 address in IPv6’s clothes for what it is, on both sides', () => {
    expect(new AddressList(['10.0.0.0/8']).has('::ffff:10.0.0.1')).toBe(true);
    expect(new AddressList(['::ffff:10.0.0.0/104']).has('10.0.0.1')).toBe(true);
    expect(new AddressList(['::ffff:10.0.0.0/104']).has('11.0.0.1')).toBe(false);
    expect(new AddressList(['::/0']).has('::ffff:10.0.0.1')).toBe(false);
  });

  it('believes no other address that only carries one', () => {
    const list = new AddressList(['10.0.0.0/8']);
    for (const carrier of ['64:ff9b::a00:1', '2002:a00:1::1', '::10.0.0.1', '::ffff:0:10.0.0.1']) {
      expect(list.has(carrier), carrier).toBe(false);
    }
  });

  it('has nobody whose address is not known', () => {
    const list = new AddressList(['0.0.0.0/0', '::/0']);
    for (const text of ['unknown', '', '10.0.0', '10.0.0.1, 10.0.0.2', '2001:db8::/64']) {
      expect(list.has(text), text).toBe(false);
    }
  });
});
