import { z } from 'zod';
import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { line } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { channelSummaryOutput, presentSummary } from './channel.ts';
import { channelCursor } from './channel-cursor.ts';

const MOST_CHANNELS = 2_000;
const FIRST_MODELS = 4;

export const listChannels = defineOperation({
  name: 'channels.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'channels:read',
  summary:
    'Channels in the order they are tried, each with its first models and what came of its latest use.',
  rest: { method: 'GET', path: '/channels' },
  input: z.object({
    /** Part of a channel’s name or address, or of one of its models. */
    search: line(200).optional(),
    provider: z.string().max(100).optional(),
    enabled: z.boolean().optional(),
    /** `nextCursor` of the page before; absent for the first. */
    cursor: z.string().max(400).optional(),
    limit: z.int().min(1).max(MOST_CHANNELS).default(MOST_CHANNELS),
  }),
  output: z.object({ items: z.array(channelSummaryOutput), nextCursor: z.string().nullable() }),
  run: async ({ transaction }, { search, provider, enabled, cursor, limit }) => {
    const conditions: Prisma.ChannelWhereInput[] = [];
    if (search !== undefined) conditions.push(matching(search));
    if (cursor !== undefined) conditions.push(channelCursor.after(cursor));
    const rows = await transaction.channel.findMany({
      where: { provider, enabled, AND: conditions },
      include: { results: true },
      orderBy: [{ priority: 'asc' }, { name: 'asc' }],
      take: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const models = await readFirstModels(
      transaction,
      shown.map(({ id }) => id),
    );
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        ...presentSummary(row),
        ...(models.get(row.id) ?? { firstModels: [], modelCount: 0 }),
      })),
      nextCursor: rows.length > limit && last ? channelCursor.write(last) : null,
    };
  },
});

function matching(search: string): Prisma.ChannelWhereInput {
  const contains = { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  return { OR: [{ name: contains }, { baseUrl: contains }, { models: { some: { name: contains } } }] };
}

/**
 * Names of each channel's first models, and how many it has. Ordered by the channel, too: otherwise Postgres may walk
 * the names of the whole tenant for each channel.
 */
async function readFirstModels(transaction: Transaction, channelIds: readonly string[]) {
  if (channelIds.length === 0) return new Map<string, { firstModels: string[]; modelCount: number }>();
  const rows = await transaction.$queryRaw<{ id: string; firstModels: string[]; modelCount: number }[]>`
    SELECT channel.id::text AS id,
      ARRAY(SELECT name FROM channel_models WHERE channel_id = channel.id ORDER BY channel_id, name LIMIT ${FIRST_MODELS})
        AS "firstModels",
      (SELECT count(*)::int FROM channel_models WHERE channel_id = channel.id) AS "modelCount"
    FROM unnest(${Prisma.sql`ARRAY[${Prisma.join([...channelIds])}]::uuid[]`}) AS channel (id)`;
  return new Map(rows.map(({ id, ...models }) => [id, models]));
}
