import type { Prisma, Transaction } from '../../platform/db/prisma.ts';
import { after, newestFirst, type Position } from '../cursor.ts';

/** What lists show of a usage record. The rest may be long: a list never reads what it does not show. */
export const listedColumns = {
  id: true,
  createdAt: true,
  teamId: true,
  apiKeyId: true,
  channelId: true,
  dialect: true,
  endpoint: true,
  stream: true,
  modelRequested: true,
  modelUsed: true,
  provider: true,
  inputTokens: true,
  cachedInputTokens: true,
  cacheWriteTokens: true,
  outputTokens: true,
  reasoningTokens: true,
  usageEstimated: true,
  costNanoUsd: true,
  priceVersion: true,
  latencyFirstByteMs: true,
  latencyMs: true,
  httpStatus: true,
  errorCode: true,
  finishReason: true,
  endedBy: true,
} as const satisfies Prisma.UsageRecordSelect;

export type ListedRow = Prisma.UsageRecordGetPayload<{ select: typeof listedColumns }>;

/** Usage records, newest first, from just after a position on; null begins with the newest. */
export function readLogs(
  transaction: Transaction,
  where: Prisma.UsageRecordWhereInput,
  position: Position | null,
  limit: number,
): Promise<ListedRow[]> {
  return transaction.usageRecord.findMany({
    select: listedColumns,
    where: position ? { AND: [where, after(position)] } : where,
    orderBy: newestFirst,
    take: limit,
  });
}
