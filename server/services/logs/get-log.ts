import { z } from 'zod';
import { requestEndings } from '../../store/ledger.ts';
import { count, id, json, nanoUsd } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { billingPolicies, billingPolicy } from '../receipts/billing-policy.ts';
import { ledgerEntry, readEntries } from '../receipts/read-entries.ts';
import { listedColumns } from './listed-columns.ts';
import { logOutput, presentLogs } from './log.ts';
import { readLosses } from './read-losses.ts';
import { explainPrice } from './receipt/explain-price.ts';
import { receiptLines } from './receipt/receipt-lines.ts';
import { receiptOutput } from './receipt/receipt-output.ts';

/** One try at one channel, as the ledger recorded it. */
const attempt = z.object({
  channelId: id,
  channelName: z.string(),
  provider: z.string(),
  model: z.string(),
  /** Why this channel, in this place. */
  reason: z.string(),
  /** HTTP status of the provider; null when there was none. */
  status: z.int().nullable(),
  errorCode: z.string().nullable(),
  /** Since the request began. */
  startedAfterMs: count,
  durationMs: count,
});

const endedBy = z.enum(requestEndings);

export const getLog = defineOperation({
  name: 'logs.get',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary:
    'A request with its attempts, usage, receipt and, where the tenant stores them, prompt and answer.',
  rest: { method: 'GET', path: '/logs/{id}' },
  input: z.object({ id }),
  output: logOutput.extend({
    attempts: z.array(attempt),
    finishReason: z.string().nullable(),
    endedBy,
    /** What the client was told; null on success, and for requests of before it was kept. */
    errorMessage: z.string().nullable(),
    /** The request whose answer it got again, by its Idempotency-Key: then it cost nothing. */
    replayOf: id.nullable(),
    /** Names of what the target format could not express. */
    losses: z.array(z.string()),
    /** How many there are beyond those named. */
    moreLosses: count,
    /** As the provider sent it; null when it sent none. */
    rawUsage: json,
    /** What was charged, and why. */
    receipt: receiptOutput,
    /** What the ledger has of it. */
    ledger: z.object({
      policy: z.enum(billingPolicies),
      /** The most it could cost; null where no budget held for it. */
      reservedNanoUsd: nanoUsd.nullable(),
      entries: z.array(ledgerEntry),
    }),
    /** Null: not stored. */
    content: z.object({ request: z.string(), response: z.string() }).nullable(),
  }),
  run: async ({ transaction }, { id }) => {
    const row = found(await transaction.usageRecord.findFirst({ select, where: { id } }), 'request');
    const [log] = await presentLogs(transaction, [row]);
    const attempts = z.array(attempt).parse(row.attempts);
    return {
      ...found(log, 'request'),
      ...(await readLosses(transaction, row)),
      attemptCount: attempts.length,
      endedBy: endedBy.parse(row.endedBy),
      attempts,
      rawUsage: json.parse(row.rawUsage),
      receipt: {
        ...row,
        lines: await receiptLines(transaction, row),
        price: row.priceVersion === null ? null : await explainPrice(transaction, row.priceVersion),
      },
      ledger: {
        policy: billingPolicy(row),
        reservedNanoUsd: row.reservedNanoUsd,
        entries: await readEntries(transaction, row),
      },
      content: await transaction.requestContent.findUnique({ where: { usageRecordId: id } }),
    };
  },
});

const select = {
  ...listedColumns,
  attempts: true,
  rawUsage: true,
  errorMessage: true,
  replayOf: true,
  costLines: true,
  reservedNanoUsd: true,
} as const;
