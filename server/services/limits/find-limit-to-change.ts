import { found } from '../found.ts';
import type { TenantContext } from '../operation.ts';
import { assertMayChangeRule } from '../rules/may-change-rule.ts';
import { withPlace } from '../rules/newest-keys.ts';

/**
 * The limit, if the actor may change it, locked until the transaction ends, and what people call the thing it is on.
 * @throws Fault not_found, forbidden
 */
export async function findLimitToChange(context: TenantContext, id: string) {
  const { transaction, tenant } = context;
  await transaction.$queryRaw`select 1 from limits where id = ${id}::uuid for update`;
  const include = { ...withPlace, channel: { select: { name: true } } };
  const limit = found(await transaction.limit.findUnique({ where: { id }, include }), 'limit');
  assertMayChangeRule(context, limit);
  return { limit, name: limit.apiKey?.name ?? limit.team?.name ?? limit.channel?.name ?? tenant.slug };
}
