import { z } from 'zod';
import { roleNames } from '../access/permissions.ts';
import type { JsonValue } from '../canonical/json.ts';
import { parseIpNetwork } from '../platform/network/ip-network.ts';

/** Fields that inputs and outputs of operations are made of. What a client writes is on the codec's input side. */

const MAXIMUM_INT = 2_147_483_647;
/** Postgres takes no NUL in text, and no other control character belongs into a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

const plain = (value: string) => !CONTROL_CHARACTERS.test(value) && !LONE_SURROGATE.test(value);

/** One line of text, trimmed, 1 to `longest` characters. */
export function line(longest: number) {
  return z.string().trim().min(1).max(longest).refine(plain, 'Expected text without control characters');
}

export const id = z.uuid();
export const slug = z
  .string()
  .max(48)
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, 'Expected 1 to 48 of a-z, 0-9 and -, not - at either end');
export const displayName = line(100);
export const modelName = line(200);
/** In CIDR notation. */
export const ipNetwork = z
  .string()
  .trim()
  .toLowerCase()
  .max(50)
  .refine(
    (text) => parseIpNetwork(text) !== null,
    'Expected a network such as 10.20.0.0/16 or fd00:1::/64, without bits behind the prefix, or one address',
  );
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const role = z.enum(roleNames);
export const count = z.int().min(0).max(MAXIMUM_INT);

/** Secrets a client sends: `writeOnly` keeps them out of the audit log and marks them in OpenAPI. */
export const secretText = line(10_000).meta({ writeOnly: true });
export const newPassword = z
  .string()
  .min(10, 'Expected at least 10 characters')
  .max(200)
  .meta({ writeOnly: true, format: 'password' });
export const password = z.string().min(1).max(200).meta({ writeOnly: true, format: 'password' });

/** ISO 8601 in UTC on the wire, a Date inside; from 2000 to 2200. */
export const time = z.codec(
  z.iso
    .datetime()
    .max(40)
    .refine((text) => text >= '2000' && text < '2200', 'Expected a time from 2000 to 2199'),
  z.date(),
  { decode: (text) => new Date(text), encode: (date) => date.toISOString() },
);

/** Whole nano-dollars (10⁻⁹ USD) as a decimal string on the wire, because JSON numbers lose digits. */
export const nanoUsd = z.codec(
  z
    .string()
    .max(18)
    .regex(/^\d{1,18}$/, 'Expected nano-dollars: 1 to 18 digits'),
  z.bigint(),
  { decode: (digits) => BigInt(digits), encode: (amount) => amount.toString() },
);

/** One value, or a list of up to 50 of which any will do. Inside, always a list. */
export function oneOrMore<Value extends z.ZodType>(value: Value) {
  return z
    .union([value, z.array(value).min(1).max(50)])
    .transform((given) => (Array.isArray(given) ? given : [given]) as z.output<Value>[]);
}

/** Any JSON value. It is not looked into: what Postgres keeps as JSON is JSON. */
export const json = z.unknown() as z.ZodType<JsonValue, JsonValue>;

/** A part of a list that is read page by page, newest first. */
export const page = {
  /** `nextCursor` of the page before; absent for the first. */
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
};

/** What a delete or another deed without a result answers. */
export const done = z.object({ id });
