import { Prisma } from '../../platform/db/prisma.ts';

/** What lists show of a usage record. The rest may be long: a list never reads what it does not show. */
export const listedColumns = {
  id: true,
  createdAt: true,
  teamId: true,
  apiKeyId: true,
  channelId: true,
  triedChannelIds: true,
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
  endUser: true,
  tags: true,
} as const satisfies Prisma.UsageRecordSelect;

export type ListedRow = Prisma.UsageRecordGetPayload<{ select: typeof listedColumns }>;

/** The same columns for a query that Prisma cannot say, under the same names. */
export const listedColumnsSql = Prisma.raw(
  Object.keys(listedColumns)
    .map((name) => `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} as "${name}"`)
    .join(', '),
);
