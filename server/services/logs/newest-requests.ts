import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { END_OF_TIME, findEdge } from './log-window.ts';

/** How many are looked at. */
const MOST_REQUESTS = 5_000;

/** Selects what the tenant's newest requests are told apart by, of those that the reader may see. */
export async function newestRequests(transaction: Transaction, tenantId: string): Promise<Prisma.Sql> {
  const edge = await findEdge(transaction, { since: null, until: END_OF_TIME }, MOST_REQUESTS, 'all');
  return Prisma.sql`
    select model_requested, provider, endpoint, end_user, tags from usage_records
    where tenant_id = ${tenantId}::uuid and created_at >= coalesce(${edge}::timestamptz, '-infinity')`;
}
