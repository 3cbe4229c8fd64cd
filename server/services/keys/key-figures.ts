import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { id, nanoUsd, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { coverRange, widenRange } from '../usage/cover-range.ts';
import { reachesAllTeams } from '../usage/reaches-all-teams.ts';
import { usageSource } from '../usage/usage-source.ts';

const DAY_MS = 86_400_000;
const COUNTED_DAYS = 30;
/** How far back a last use is looked for. */
const LOOKED_BACK_DAYS = 400;

interface FigureRow {
  api_key_id: string;
  requests: string | null;
  cost_nano_usd: string | null;
  last_used_at: Date;
}

export const keyFigures = defineOperation({
  name: 'keys.figures',
  kind: 'query',
  scope: 'tenant',
  permission: 'keys:read',
  summary: 'What each API key was used for in the last 30 days, and when it was used last.',
  rest: { method: 'GET', path: '/keys/figures' },
  input: z.object({}),
  output: z.object({
    /** Of the keys that were used in the last 400 days, in no order. */
    items: z.array(
      z.object({
        apiKeyId: id,
        /** Calls of a model, today and on the 29 days before, in UTC. */
        requests30d: z.int().min(0),
        /** Of the same days. */
        costNanoUsd30d: nanoUsd,
        /** When the newest of the requests came that have ended. */
        lastUsedAt: time,
      }),
    ),
  }),
  run: async ({ transaction, role }) => {
    const now = Date.now();
    const today = now - (now % DAY_MS);
    const counted = new Date(today - (COUNTED_DAYS - 1) * DAY_MS);
    const range = widenRange(new Date(today - LOOKED_BACK_DAYS * DAY_MS), new Date(now + 1));
    const source = usageSource(
      coverRange(range, Number.POSITIVE_INFINITY),
      {},
      ['api_key_id'],
      reachesAllTeams(role),
    );
    const rows = await transaction.$queryRaw<FigureRow[]>(Prisma.sql`
      select api_key_id, max(last_used_at) as last_used_at,
        (sum(requests) filter (where bucket >= ${counted}))::text as requests,
        (sum(cost_nano_usd) filter (where bucket >= ${counted}))::text as cost_nano_usd
      from ${source} as usage group by 1`);
    return {
      items: rows.map((row) => ({
        apiKeyId: row.api_key_id,
        requests30d: Number(row.requests ?? 0),
        costNanoUsd30d: BigInt(row.cost_nano_usd ?? 0),
        lastUsedAt: row.last_used_at,
      })),
    };
  },
});
