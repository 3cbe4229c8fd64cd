import type { Transaction } from '../../platform/db/prisma.ts';
import { assertRoom } from '../rules/assert-room.ts';
import type { RuleMaker } from '../rules/rule-maker.ts';
import type { RulePlace } from '../rules/rule-place.ts';
import type { WantedLimit } from './limit.ts';

/**
 * @returns its id
 * @throws Fault conflict where there are too many
 */
export async function makeLimit(
  transaction: Transaction,
  tenantId: string,
  place: RulePlace,
  wanted: WantedLimit,
  maker: RuleMaker,
): Promise<string> {
  const { id } = await transaction.limit.create({
    data: { tenantId, ...place, ...wanted, ...maker },
    select: { id: true },
  });
  await assertRoom(transaction, 'limits', tenantId, place);
  return id;
}
