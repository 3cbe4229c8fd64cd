import type { JsonValue } from '../../canonical/json.ts';

// Postgres array literals (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO), written directly:
// the driver's own conversion of arrays costs several times as much per row. What Postgres cannot store is
// replaced here, so that no value makes a batch fail.

const NEEDS_ESCAPE = /["\\\0]/;

/** A quoted element. NUL, which Postgres text cannot hold, is left out. */
export function textElement(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  return `"${text.replaceAll('\0', '').replace(/["\\]/g, '\\$&')}"`;
}

export function nullableTextElement(text: string | null): string {
  return text === null ? 'NULL' : textElement(text);
}

const LARGEST_INTEGER = 2_147_483_647;

/** A 32-bit integer, none negative: rounded, and bounded where it does not fit. */
export function countElement(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value <= LARGEST_INTEGER) return String(value);
  if (!(value > 0)) return '0';
  return String(Math.min(Math.round(value), LARGEST_INTEGER));
}

const LARGEST_BIGINT = 9_223_372_036_854_775_807n;

/** A 64-bit integer, bounded where it does not fit. */
export function bigintElement(value: bigint): string {
  if (value > LARGEST_BIGINT) return String(LARGEST_BIGINT);
  return String(value < -LARGEST_BIGINT ? -LARGEST_BIGINT : value);
}

/** What jsonb refuses although it is JSON: NUL, and halves of surrogate pairs. */
const REFUSED_BY_JSONB = /\\u(?:0000|d[89a-f])/;

/** A jsonb element. `undefined` members are left out, as JSON has them. */
export function jsonElement(value: unknown): string {
  return jsonTextElement(JSON.stringify(value) ?? 'null');
}

/** Of a value that is JSON already. */
export function jsonTextElement(json: string): string {
  let text = json;
  if (REFUSED_BY_JSONB.test(text)) text = JSON.stringify(storable(JSON.parse(text)));
  // JSON text holds no control characters, so that JSON quotes it as Postgres does, and faster.
  return JSON.stringify(text);
}

function storable(value: JsonValue): JsonValue {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storableText(name), storable(member)]),
  );
}

function storableText(text: string): string {
  return Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8');
}

/** A whole array from elements written by the functions above. */
export function arrayLiteral<T>(items: readonly T[], element: (item: T) => string): string {
  let literal = '';
  for (const item of items) literal += literal === '' ? element(item) : `,${element(item)}`;
  return `{${literal}}`;
}
