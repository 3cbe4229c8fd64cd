import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { containing } from './matching-text.ts';
import { newestRequests } from './newest-requests.ts';
import { plain } from './suggest-named.ts';
import { MOST_OF_A_KIND, type Suggestion } from './suggestion.ts';

/** Of what only requests know: end users, tags, and models that no channel offers. */
export async function suggestRecorded(
  transaction: Transaction,
  tenantId: string,
  text: string,
): Promise<Suggestion[]> {
  const pattern = containing(text);
  const rows = await transaction.$queryRaw<{ kind: 'model' | 'user' | 'tag'; value: string }[]>(Prisma.sql`
    with newest as materialized (${await newestRequests(transaction, tenantId)}), known as (
      select 'user' as kind, end_user as value from newest
      union select 'tag', unnest(tags) from newest
      union select 'model', model_requested from newest
        where not exists (select from channel_models where channel_models.name = model_requested)
    ), numbered as (
      select kind, value, row_number() over (partition by kind order by value) as place
      from known where value ilike ${pattern}
    )
    select kind, value from numbered where place <= ${MOST_OF_A_KIND} order by kind desc, value`);
  return rows.map(({ kind, value }) => plain(kind, value));
}
