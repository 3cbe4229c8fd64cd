import { Fault } from '../../canonical/fault.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { lockRules, type RuleKind } from './lock-rules.ts';
import type { RulePlace } from './rule-place.ts';

/** How many rules of a kind there may be: the gateway keeps a key's with the key, and all others with the tenant. */
const mostRules = {
  limits: { onOneKey: 20, others: 500 },
  budgets: { onOneKey: 10, others: 200 },
} as const satisfies Record<RuleKind, object>;

/**
 * Sees to it that there is room for rules that were just made in a place; whoever makes more at the same time waits.
 * @throws Fault conflict
 */
export async function assertRoom(
  transaction: Transaction,
  kind: RuleKind,
  tenantId: string,
  { apiKeyId }: Pick<RulePlace, 'apiKeyId'>,
): Promise<void> {
  await lockRules(transaction, kind, tenantId, { apiKeyId });
  const where = { tenantId, apiKeyId };
  const count = await (kind === 'limits'
    ? transaction.limit.count({ where })
    : transaction.budget.count({ where }));
  const most = apiKeyId === null ? mostRules[kind].others : mostRules[kind].onOneKey;
  if (count <= most) return;
  const whose = apiKeyId === null ? 'of the tenant, its teams and channels' : 'of one API key';
  throw new Fault('conflict', `There may be ${most} ${kind} ${whose} at most. Delete some first.`);
}
