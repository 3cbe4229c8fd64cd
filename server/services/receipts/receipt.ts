import { z } from 'zod';
import { requestEndings } from '../../store/ledger.ts';
import { tokenKinds } from '../../store/prices/cost-line.ts';
import { count, id } from '../fields.ts';
import { billingPolicies } from './billing-policy.ts';
import { ledgerEntry } from './read-entries.ts';

/** Whole amounts as decimal texts. */
const amount = z.string().max(40).regex(/^\d+$/);

/**
 * A receipt as it is signed. Texts, whole numbers, true, false and null only, with names of plain letters, so that
 * every language writes the same canonical JSON of it.
 */
export const signedReceipt = z.object({
  version: z.literal(1),
  /** The deployment's public address. */
  issuer: z.string(),
  requestId: id,
  tenantId: id,
  teamId: id,
  apiKeyId: id,
  /** When the request came; ISO 8601, UTC. */
  createdAt: z.string(),
  endpoint: z.string(),
  modelRequested: z.string(),
  modelUsed: z.string().nullable(),
  provider: z.string().nullable(),
  channelId: id.nullable(),
  endedBy: z.enum(requestEndings),
  httpStatus: z.int(),
  errorCode: z.string().nullable(),
  policy: z.enum(billingPolicies),
  attempts: z.array(
    z.object({
      channelId: id,
      provider: z.string(),
      model: z.string(),
      status: z.int().nullable(),
      errorCode: z.string().nullable(),
      /** What the lines below are for. */
      paid: z.boolean(),
    }),
  ),
  usage: z.object({
    inputTokens: count,
    cachedInputTokens: count,
    cacheWriteTokens: count,
    outputTokens: count,
    reasoningTokens: count,
    /** Heddle counted what the provider did not, or not so that it can be believed. */
    estimated: z.boolean(),
    /** As the provider sent it, in JSON; null when it sent none. */
    raw: z.string().nullable(),
  }),
  /** Null: no price was known. */
  priceVersion: z.string().nullable(),
  /** Null where no price was known, or where the record is too old to have them. */
  lines: z
    .array(
      z.object({
        kind: z.enum([...tokenKinds, 'webSearch', 'request']),
        tokens: count.nullable(),
        nanoUsdPerMillion: amount.nullable(),
        /** Of `webSearch`; null for the others. */
        searches: count.nullable(),
        nanoUsdPerThousand: amount.nullable(),
        /** tokens × nanoUsdPerMillion, or searches × nanoUsdPerThousand × 1,000: millionths of a nano-dollar. */
        amountFemtoUsd: amount,
      }),
    )
    .nullable(),
  /** All lines, rounded once, half up. */
  costNanoUsd: amount,
  /** Null: no budget held for the request. */
  reservation: z
    .object({
      nanoUsd: amount,
      budgets: z.array(z.object({ budgetId: id, periodStart: z.string(), endUser: z.string().nullable() })),
    })
    .nullable(),
  entries: z.array(ledgerEntry),
});

export type SignedReceipt = z.output<typeof signedReceipt>;
