import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../../server/access/client-address.ts';

const from = (address: string) => clientAddress(new Headers({ 'x-forwarded-for': address }));

describe('the address that attempts are counted by', () => {
  it('is one for all addresses of an IPv6 subscriber', () => {
    const network = from('2001:db8:1:2::1');
    expect(network).toBe('2001:db8:1:2::/64');
    for (const other of [
      '2001:db8:1:2:ffff:ffff:ffff:ffff',
      '2001:DB8:1:2::',
      '2001:0db8:0001:0002:0:0:1:0',
    ]) {
      expect(from(other), other).toBe(network);
    }
    for (const other of ['2001:db8:1:3::1', '2001:db8::1', '::1', 'fe80::1%eth0']) {
      expect(from(other), other).not.toBe(network);
    }
  });

  it('is another for every IPv4 address, in IPv6 notation too', () => {
    expect(from('192.0.2.1')).toBe('192.0.2.1');
    expect(from('::ffff:192.0.2.1')).not.toBe(from('::ffff:192.0.2.2'));
  });
});
