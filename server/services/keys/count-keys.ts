import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { count } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { keyFilter, matchingKeys } from './key-filter.ts';
import { inState } from './key-state.ts';

export const countKeys = defineOperation({
  name: 'keys.count',
  kind: 'query',
  scope: 'tenant',
  permission: 'keys:read',
  summary: 'How many API keys work, how many of them end within a week, and how many have ended.',
  rest: { method: 'GET', path: '/keys/count' },
  input: z.object(keyFilter),
  output: z.object({ working: count, expiring: count, ended: count }),
  run: async ({ transaction }, filter) => {
    const now = new Date();
    const [row] = await transaction.$queryRaw<{ working: number; expiring: number; ended: number }[]>(
      Prisma.sql`
        select count(*) filter (where ${inState('working', now)})::int as working,
          count(*) filter (where ${inState('expiring', now)})::int as expiring,
          count(*) filter (where ${inState('ended', now)})::int as ended
        from api_keys where ${matchingKeys(filter)}`,
    );
    return row ?? { working: 0, expiring: 0, ended: 0 };
  },
});
