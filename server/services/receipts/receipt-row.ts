import type { UsageRecordGetPayload } from '../../platform/db/generated/models/UsageRecord.ts';

/** Columns of a usage record that its receipt is made of. */
export const receiptColumns = {
  id: true,
  createdAt: true,
  tenantId: true,
  teamId: true,
  apiKeyId: true,
  endpoint: true,
  modelRequested: true,
  modelUsed: true,
  provider: true,
  channelId: true,
  endedBy: true,
  httpStatus: true,
  errorCode: true,
  attempts: true,
  inputTokens: true,
  cachedInputTokens: true,
  cacheWriteTokens: true,
  outputTokens: true,
  reasoningTokens: true,
  usageEstimated: true,
  rawUsage: true,
  priceVersion: true,
  costLines: true,
  costNanoUsd: true,
  reservedNanoUsd: true,
  chargedBudgets: true,
} as const;

export type ReceiptRow = UsageRecordGetPayload<{ select: typeof receiptColumns }>;
