import type { Transaction } from '../../platform/db/prisma.ts';
import type { RulePlace } from './rule-place.ts';

export type RuleKind = 'limits' | 'budgets';

/** Until the transaction ends, nobody else makes or replaces rules that are counted together: a key's, or all others of the tenant. */
export async function lockRules(
  transaction: Transaction,
  kind: RuleKind,
  tenantId: string,
  { apiKeyId }: Pick<RulePlace, 'apiKeyId'>,
): Promise<void> {
  const counted = `${kind} ${apiKeyId ?? tenantId}`;
  await transaction.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${counted}, 0))::text`;
}
