import { z } from 'zod';
import { errorTable } from '../../canonical/error-table.ts';
import { Prisma } from '../../platform/db/prisma.ts';
import { defineOperation } from '../operation.ts';
import { newestRequests } from './newest-requests.ts';

const MOST_OF_A_KIND = 200;
const choices = z.array(z.string());

export const listLogChoices = defineOperation({
  name: 'logs.listChoices',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary:
    'What requests can be filtered by: every error code, and what the newest 5 000 requests have of the rest.',
  rest: { method: 'GET', path: '/logs/choices' },
  input: z.object({}),
  output: z.object({
    errorCodes: choices,
    models: choices,
    providers: choices,
    endpoints: choices,
    endUsers: choices,
    tags: choices,
  }),
  run: async ({ transaction, tenant }) => {
    const rows = await transaction.$queryRaw<{ kind: string; value: string }[]>(Prisma.sql`
      with newest as materialized (${await newestRequests(transaction, tenant.id)}), known as (
        select 'user' as kind, end_user as value from newest
        union select 'tag', unnest(tags) from newest
        union select 'model', model_requested from newest
        union select 'provider', provider from newest
        union select 'endpoint', endpoint from newest
      ), numbered as (
        select kind, value, row_number() over (partition by kind order by value) as place
        from known where value is not null
      )
      select kind, value from numbered where place <= ${MOST_OF_A_KIND} order by kind, value`);
    const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ value }) => value);
    return {
      errorCodes: Object.keys(errorTable),
      models: of('model'),
      providers: of('provider'),
      endpoints: of('endpoint'),
      endUsers: of('user'),
      tags: of('tag'),
    };
  },
});
