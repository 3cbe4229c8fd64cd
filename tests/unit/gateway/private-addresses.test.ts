import { describe, expect, it } from 'vitest';
import { isPrivateAddress } from '../../../server/platform/network/private-addresses.ts';
import { Reach } from '../../../server/platform/network/reach.ts';
import { isPrivateLiteral, lookupWithin } from '../../../server/platform/network/reach-lookup.ts';

describe('addresses outside the public internet', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '168.63.129.16',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '::ffff:0:7f00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ])('%s is one', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s is none',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it('are recognised in a URL, where a name is not judged', () => {
    const judged = (url: string) => isPrivateLiteral(new URL(url).hostname);
    expect(['http://[::1]/', 'http://127.1/', 'http://0x7f.1/', 'http://2130706433/'].map(judged)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(judged('http://localhost/')).toBe(false);
    expect(judged('https://1.1.1.1/')).toBe(false);
  });

  it('never come out of the lookup, in either of its forms', async () => {
    const lookedUp = (all: boolean) =>
      new Promise<Error | null>((resolve) =>
        lookupWithin(Reach.publicOnly)('localhost', { all }, (error) => resolve(error)),
      );
    expect(await lookedUp(true)).toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect(await lookedUp(false)).toMatchObject({ code: 'PRIVATE_ADDRESS' });
  });
});
