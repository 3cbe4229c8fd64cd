import { z } from 'zod';
import { serviceTiers } from '../../../canonical/usage.ts';
import { tokenKinds } from '../../../store/prices/cost-line.ts';
import { count, id, nanoUsd, time } from '../../fields.ts';

/** Femto-dollars (10⁻¹⁵ USD), millionths of a nano-dollar, in which every line is exact. */
const femtoUsd = z.codec(z.string().max(40).regex(/^\d+$/), z.bigint(), {
  decode: (digits) => BigInt(digits),
  encode: (amount) => amount.toString(),
});

const line = z.object({
  kind: z.enum([...tokenKinds, 'webSearch', 'request']),
  /** Null for what is not counted in tokens. */
  tokens: count.nullable(),
  nanoUsdPerMillion: nanoUsd.nullable(),
  /** Of `webSearch`; null for the others. */
  searches: count.nullable(),
  nanoUsdPerThousand: nanoUsd.nullable(),
  /** Exact. All lines together, rounded half up to a nano-dollar, are the cost. */
  amountFemtoUsd: femtoUsd,
});

const price = z.discriminatedUnion('source', [
  /** Of the public catalogue. */
  z.object({
    source: z.literal('catalogue'),
    catalogue: z.string(),
    version: z.string(),
    /** When that version of the catalogue came out; null where it is not known here. */
    releasedAt: time.nullable(),
    /** The catalogue's names. */
    provider: z.string(),
    model: z.string(),
    /** The tier of service that answered; null for the usual one. */
    serviceTier: z.enum(serviceTiers).nullable(),
  }),
  /** A price of one's own in place of the catalogue's. */
  z.object({
    source: z.literal('override'),
    overrideId: id,
    /** Who set it: the tenant itself, or the operator for all tenants; null when it is gone. */
    owner: z.enum(['tenant', 'deployment']).nullable(),
    setAt: time,
  }),
  /** Nobody is paid: the provider answers inside Heddle. */
  z.object({ source: z.literal('free'), provider: z.string() }),
]);

/** What was charged, and why. */
export const receiptOutput = z.object({
  inputTokens: count,
  cachedInputTokens: count,
  cacheWriteTokens: count,
  outputTokens: count,
  reasoningTokens: count,
  /** The provider sent no usage, or none to be believed, or the stream broke off, and Heddle counted instead. */
  usageEstimated: z.boolean(),
  /** Null: no price was known. */
  priceVersion: z.string().nullable(),
  costNanoUsd: nanoUsd,
  /** What the cost is the sum of; null where no price was known, or where the record is too old to have them and its price is no longer at hand. */
  lines: z.array(line).nullable(),
  /** Where the price comes from; null where none was known. */
  price: price.nullable(),
});

export type ReceiptPrice = z.output<typeof price>;
