import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { coverRange } from './cover-range.ts';
import { type UsageConditions, usageSource } from './usage-source.ts';
import { type SumRow, summed, UsageSum } from './usage-sum.ts';

/** A range as `widenRange` gives it. */
export interface WholeRange {
  from: Date;
  to: Date;
}

/** Usage of a range, all of it together. */
export async function readUsage(
  transaction: Transaction,
  range: WholeRange,
  conditions: UsageConditions,
  reachesAllTeams: boolean,
): Promise<UsageSum> {
  const source = usageSource(coverRange(range, Number.POSITIVE_INFINITY), conditions, [], reachesAllTeams);
  return UsageSum.of(
    await transaction.$queryRaw<SumRow[]>(Prisma.sql`select ${summed} from ${source} as usage`),
  );
}
