import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { Prisma } from '../../platform/db/prisma.ts';

/** What a list of keys is ordered by; a key that was replaced stands beside its successor in `created`. */
export const keyOrder = {
  sort: z.enum(['created', 'name', 'expires']).default('created'),
  direction: z.enum(['ascending', 'descending']).default('descending'),
};

type KeyOrder = z.output<z.ZodObject<typeof keyOrder>>;

/** A place in such a list: the last key that was given out. */
export interface KeyPosition {
  value: string;
  id: string;
}

/** Later than any end a key can have, and exact in JSON. */
const NEVER_MS = 9_007_199_254_740_991n;

const expressions = {
  created: {
    sql: Prisma.sql`(extract(epoch from coalesce(replaced_at, created_at)) * 1000)::bigint`,
    read: (value: string) => Prisma.sql`${value}::bigint`,
  },
  name: { sql: Prisma.sql`lower(name)`, read: (value: string) => Prisma.sql`${value}::text` },
  expires: {
    sql: Prisma.sql`coalesce((extract(epoch from expires_at) * 1000)::bigint, ${NEVER_MS}::bigint)`,
    read: (value: string) => Prisma.sql`${value}::bigint`,
  },
} satisfies Record<KeyOrder['sort'], { sql: Prisma.Sql; read(value: string): Prisma.Sql }>;

/** The column `position` of a key in the order, as text. */
export function keyPosition({ sort }: KeyOrder): Prisma.Sql {
  return Prisma.sql`(${expressions[sort].sql})::text as position`;
}

export function inKeyOrder({ sort, direction }: KeyOrder): Prisma.Sql {
  const way = direction === 'ascending' ? Prisma.sql`asc` : Prisma.sql`desc`;
  return Prisma.sql`order by ${expressions[sort].sql} ${way}, id ${way}`;
}

/** The condition for keys that come after a position. */
export function afterKey({ sort, direction }: KeyOrder, { value, id }: KeyPosition): Prisma.Sql {
  const { sql, read } = expressions[sort];
  const after = direction === 'ascending' ? Prisma.sql`>` : Prisma.sql`<`;
  return Prisma.sql`(${sql}, id) ${after} (${read(value)}, ${id}::uuid)`;
}

const number = z.string().regex(/^-?\d{1,16}$/);

/** Opaque text for a position, to be sent back as `cursor`. */
export function writeKeyCursor({ sort }: KeyOrder, { value, id }: KeyPosition): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** @throws Fault invalid_request for text that no `writeKeyCursor` of this order wrote */
export function readKeyCursor({ sort }: KeyOrder, cursor: string): KeyPosition {
  try {
    const written = z.tuple([z.literal(sort), sort === 'name' ? z.string() : number, z.uuid()]);
    const [, value, id] = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { value, id };
  } catch (cause) {
    throw new Fault('invalid_request', 'cursor: expected the nextCursor of an earlier page in this order', {
      path: 'cursor',
      cause,
    });
  }
}
