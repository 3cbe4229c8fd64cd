import { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';
import { environment } from '../../platform/env.ts';
import { requestEndings } from '../../store/ledger.ts';
import { id } from '../fields.ts';
import { receiptLines } from '../logs/receipt/receipt-lines.ts';
import { billingPolicy } from './billing-policy.ts';
import { readEntries } from './read-entries.ts';
import type { SignedReceipt } from './receipt.ts';
import type { ReceiptRow } from './receipt-row.ts';

/** Of a usage record, what a receipt says of it. */
const attempts = z.array(
  z.object({
    channelId: id,
    provider: z.string(),
    model: z.string(),
    status: z.int().nullable(),
    errorCode: z.string().nullable(),
  }),
);

/** Of a usage record. */
export const chargedBudgets = z.array(
  z.object({ budgetId: id, periodStartMs: z.int(), endUser: z.string().nullable() }),
);

/** All that a receipt says of a request. */
export async function composeReceipt(transaction: Transaction, row: ReceiptRow): Promise<SignedReceipt> {
  const lines = await receiptLines(transaction, row);
  return {
    version: 1,
    issuer: environment().publicUrl,
    requestId: row.id,
    tenantId: row.tenantId,
    teamId: row.teamId,
    apiKeyId: row.apiKeyId,
    createdAt: row.createdAt.toISOString(),
    endpoint: row.endpoint,
    modelRequested: row.modelRequested,
    modelUsed: row.modelUsed,
    provider: row.provider,
    channelId: row.channelId,
    endedBy: z.enum(requestEndings).parse(row.endedBy),
    httpStatus: row.httpStatus,
    errorCode: row.errorCode,
    policy: billingPolicy(row),
    attempts: paidAttempts(row),
    usage: {
      inputTokens: row.inputTokens,
      cachedInputTokens: row.cachedInputTokens,
      cacheWriteTokens: row.cacheWriteTokens,
      outputTokens: row.outputTokens,
      reasoningTokens: row.reasoningTokens,
      estimated: row.usageEstimated,
      raw: row.rawUsage === null ? null : JSON.stringify(row.rawUsage),
    },
    priceVersion: row.priceVersion,
    lines:
      lines?.map((line) => ({
        kind: line.kind,
        tokens: line.tokens,
        nanoUsdPerMillion: line.nanoUsdPerMillion?.toString() ?? null,
        searches: line.searches,
        nanoUsdPerThousand: line.nanoUsdPerThousand?.toString() ?? null,
        amountFemtoUsd: line.amountFemtoUsd.toString(),
      })) ?? null,
    costNanoUsd: row.costNanoUsd.toString(),
    reservation: reservationOf(row),
    entries: await readEntries(transaction, row),
  };
}

/** One attempt is paid for at most: the latest at the channel that served, where anything was charged. */
function paidAttempts(row: ReceiptRow): SignedReceipt['attempts'] {
  const made = attempts.parse(row.attempts);
  const paid =
    row.inputTokens + row.outputTokens === 0
      ? -1
      : made.findLastIndex(({ channelId }) => channelId === row.channelId);
  return made.map((attempt, index) => ({ ...attempt, paid: index === paid }));
}

function reservationOf({
  reservedNanoUsd,
  chargedBudgets: budgets,
}: ReceiptRow): SignedReceipt['reservation'] {
  if (reservedNanoUsd === null) return null;
  return {
    nanoUsd: reservedNanoUsd.toString(),
    budgets: chargedBudgets.parse(budgets).map(({ budgetId, periodStartMs, endUser }) => ({
      budgetId,
      periodStart: new Date(periodStartMs).toISOString(),
      endUser,
    })),
  };
}
