import { Prisma } from '../../platform/db/prisma.ts';

/** Text that may stand in a request id. Shorter pieces stand in too many. */
const PIECE_OF_ID = /^[0-9a-f-]{4,36}$/i;

/**
 * The condition on `usage_records` that a typed text amounts to: it stands in one of the things a request is known by.
 * Names of keys and channels are looked up once, not with each row.
 */
export function matchingText(text: string): Prisma.Sql {
  const pattern = containing(text);
  const alternatives = [
    Prisma.sql`api_key_id in (select id from api_keys where name ilike ${pattern} or prefix ilike ${pattern})`,
    Prisma.sql`channel_id = any(${channelsNamed(pattern)})`,
    Prisma.sql`tried_channel_ids && ${channelsNamed(pattern)}`,
    Prisma.sql`model_requested ilike ${pattern}`,
    Prisma.sql`model_used ilike ${pattern}`,
    Prisma.sql`error_code ilike ${pattern}`,
    Prisma.sql`end_user ilike ${pattern}`,
    Prisma.sql`(tags <> '{}' and array_to_string(tags, ' ') ilike ${pattern})`,
    ...(PIECE_OF_ID.test(text) ? [Prisma.sql`id::text like ${containing(text.toLowerCase())}`] : []),
  ];
  return Prisma.sql`(${Prisma.join(alternatives, ' or ')})`;
}

/** For `like`: whatever has this text in it. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function channelsNamed(pattern: string): Prisma.Sql {
  return Prisma.sql`array(select id from channels where name ilike ${pattern} limit 200)`;
}
