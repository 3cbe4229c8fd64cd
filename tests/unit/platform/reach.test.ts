import { describe, expect, it } from 'vitest';
import { carriedAddress, parseIpAddress } from '../../../server/platform/network/ip-address.ts';
import { contains, parseIpNetwork } from '../../../server/platform/network/ip-network.ts';
import { Reach } from '../../../server/platform/network/reach.ts';
import { isLiteralOutOf, lookupWithin } from '../../../server/platform/network/reach-lookup.ts';

describe('a network', () => {
  it.each(['10.0.0.0/8', '192.168.1.5', '0.0.0.0/0', 'fd00::/8', '::1', 'fd00:ec2::254/128'])(
    '%s is one',
    (text) => {
      expect(parseIpNetwork(text)).not.toBeNull();
    },
  );

  it.each([
    '',
    '10.0.0.1/8',
    '10.0.0.0/33',
    'fd00::1/8',
    '::/129',
    '10.0.0/8',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    'localhost',
    'fe80::1%eth0/64',
    '0x0a000000/8',
  ])('%s is none', (text) => {
    expect(parseIpNetwork(text)).toBeNull();
  });

  it('holds the addresses from its first to its last', () => {
    const inside = (network: string, address: string) => {
      const [parsed, asked] = [parseIpNetwork(network), parseIpAddress(address)];
      return parsed !== null && asked !== null && contains(parsed, asked);
    };
    expect(inside('10.16.0.0/12', '10.31.255.255')).toBe(true);
    expect(inside('10.16.0.0/12', '10.32.0.0')).toBe(false);
    expect(inside('10.16.0.0/12', '10.15.255.255')).toBe(false);
    expect(inside('fd00:1::/32', 'fd00:1:ffff::1')).toBe(true);
    expect(inside('fd00:1::/32', 'fd00:2::')).toBe(false);
    expect(inside('0.0.0.0/0', '::1')).toBe(false);
  });
});

describe('an IPv6 address that carries an IPv4 address', () => {
  it.each([
    '::ffff:10.1.2.3',
    '::ffff:a01:203',
    '::ffff:0:10.1.2.3',
    '::10.1.2.3',
    '64:ff9b::10.1.2.3',
    '2002:a01:203::1',
    '2002:a01:203:ffff:1:2:3:4',
  ])('%s stands for 10.1.2.3', (text) => {
    const parsed = parseIpAddress(text);
    expect(parsed && carriedAddress(parsed)).toEqual(parseIpAddress('10.1.2.3'));
  });

  it.each(['fd00::a01:203', '64:ff9b:1::a01:203', '2003:a01:203::'])('%s does not', (text) => {
    const parsed = parseIpAddress(text);
    expect(parsed && carriedAddress(parsed)).toEqual(parsed);
  });
});

describe('the reach of upstream connections', () => {
  const office = Reach.into(['10.20.0.0/16', 'fd00:1::/64', '192.168.1.5']);

  it('is the public internet, and the networks that were opened', () => {
    const allowed = ['1.1.1.1', '2606:4700::1111', '10.20.0.1', '10.20.255.255', 'fd00:1::7', '192.168.1.5'];
    expect(allowed.filter((address) => !office.allows(address))).toEqual([]);
    const refused = [
      '10.21.0.1',
      '10.19.255.255',
      'fd00:1:0:1::7',
      '192.168.1.6',
      '127.0.0.1',
      '::1',
      'x',
      '',
    ];
    expect(refused.filter((address) => office.allows(address))).toEqual([]);
  });

  it('judges an address by what it stands for', () => {
    expect(office.allows('::ffff:10.20.1.1')).toBe(true);
    expect(office.allows('64:ff9b::10.20.1.1')).toBe(true);
    expect(office.allows('2002:a14:101::1')).toBe(true);
    expect(office.allows('::ffff:10.21.1.1')).toBe(false);
    expect(office.allows('64:ff9b::10.21.1.1')).toBe(false);
    expect(office.allows('fe80::1%eth0')).toBe(false);
  });

  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd00:ec2::254',
    'fd20:ce::254',
    '::ffff:169.254.169.254',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
  ])('leaves %s out, where credentials are handed out, unless it is listed itself', (address) => {
    expect(Reach.into(['0.0.0.0/0', '::/0']).allows(address)).toBe(false);
    const parsed = parseIpAddress(address);
    const meant = parsed && carriedAddress(parsed);
    const own = meant?.family === 4 ? ipv4(meant.bits) : address;
    expect(Reach.into([own]).allows(address)).toBe(true);
  });

  it('opens nothing by what is no network', () => {
    expect(Reach.into(['everything', '10.0.0.1/8']).allows('10.0.0.1')).toBe(false);
  });

  it('has one key for the same networks in any order, and another for others', () => {
    expect(Reach.into(['10.0.0.0/8', '::1']).key).toBe(Reach.into(['::1', '10.0.0.0/8', '::1']).key);
    const keys = [Reach.publicOnly, Reach.everywhere, office, Reach.into(['::1'])].map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
  });

  it('holds for names at the moment they are resolved, and for addresses as they are written', async () => {
    const lookedUp = (reach: Reach) =>
      new Promise<unknown>((resolve) =>
        lookupWithin(reach)('localhost', { all: false, family: 4 }, (error, address) =>
          resolve(error ?? address),
        ),
      );
    expect(await lookedUp(office)).toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect(await lookedUp(Reach.into(['127.0.0.0/8']))).toBe('127.0.0.1');
    expect(isLiteralOutOf(office, '[fd00:1::7]')).toBe(false);
    expect(isLiteralOutOf(office, '[::1]')).toBe(true);
    expect(isLiteralOutOf(office, 'localhost')).toBe(false);
  });
});

function ipv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join('.');
}
