import { z } from 'zod';
import type { DatabaseRole } from '../db/roles.ts';
import { parseIpNetwork } from '../network/ip-network.ts';

// What the values of variables look like. Messages say what is expected, for whoever gave another.

export function wholeNumber(lowest: number, highest: number, unit = '') {
  const expected = `a whole number${unit && ` of ${unit}`} from ${lowest} to ${highest}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, expected);
}

export const flag = z
  .string()
  .refine(
    (text) => /^(1|0|true|false|yes|no|on|off)$/i.test(text),
    '1 or 0 (also true/false, yes/no, on/off)',
  )
  .transform((text) => /^(1|true|yes|on)$/i.test(text));

export function address(protocols: readonly string[], example: string) {
  const expected = `an address such as ${example}`;
  return z.string().refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url !== null && protocols.includes(url.protocol) && url.hostname !== '';
  }, expected);
}

export const POSTGRES_PROTOCOLS = ['postgres:', 'postgresql:'];

/** Where a database role logs in by itself: a user of another name could become more than the role. */
export function loginOf(role: DatabaseRole) {
  const expected = `an address as the user ${role}: postgresql://${role}:password@host:5432/heddle`;
  return z
    .string()
    .refine((text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      return (
        url !== null && POSTGRES_PROTOCOLS.includes(url.protocol) && url.username === role && url.hostname
      );
    }, expected)
    .optional();
}

/** Nothing but scheme, host and port: the pages are at the root, and other addresses are made by adding to this one. */
export const origin = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  const rest = pathname.replace(/^\/+$/, '') + search + hash + username + password;
  return /^https?:$/.test(protocol) && rest === '';
}, 'an address without a path, such as https://heddle.example.com');

export const networks = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine(
    (parts) => parts.every((part) => parseIpNetwork(part) !== null),
    'networks or addresses, separated by commas: 10.20.0.0/16, fd00:1::/64, 192.168.1.5 (no bits set behind the prefix)',
  );

export const encryptionKeys = z
  .string()
  .transform((text) => text.split(',').map((part) => Buffer.from(part.trim(), 'base64')))
  .refine(
    (keys) => keys.every((key) => key.length === 32),
    '32 bytes in base64 (openssl rand -base64 32); several, separated by commas, for rotation: the first one is used',
  );
