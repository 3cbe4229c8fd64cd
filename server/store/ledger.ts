import type { JsonValue } from '../canonical/json.ts';
import type { CostLine } from './prices/cost-line.ts';
import type { PriceBasis } from './prices/price-answer.ts';
import type { PricedTokens } from './prices/price-tokens.ts';

/** Where every request leaves its one record. */
export interface Ledger {
  /**
   * A provider is about to be asked, or its answer begins, and the record comes later. Resolves when a process that is
   * killed from now on leaves a record all the same, or when that cannot be had (a full disk). The latest word on a
   * request counts; {@link record} ends it. Never rejects, and waits for no more than a turn of the event loop.
   */
  begin(request: OpenRequest): Promise<void>;
  /**
   * Resolves when the record is durable; the last bytes of the answer wait for it. Recording the same id
   * again changes nothing. Never rejects: what the database cannot take now is kept durably elsewhere and
   * brought in later.
   */
  record(record: UsageRecord, content?: RequestContent): Promise<void>;
  /** Waits until everything handed in is durable. */
  close(): Promise<void>;
}

/**
 * Who ended a request: itself, by being completed, or the one who broke it off. `interrupted`: the process that
 * served it died.
 */
export const requestEndings = ['completed', 'client', 'upstream', 'gateway', 'interrupted'] as const;
export type RequestEnding = (typeof requestEndings)[number];

export interface UsageRecord {
  /** UUIDv7; the request id the client saw. */
  id: string;
  createdAt: Date;
  tenantId: string;
  teamId: string;
  apiKeyId: string;
  dialect: string;
  /** Path template, e.g. /v1/chat/completions. */
  endpoint: string;
  stream: boolean;
  modelRequested: string;
  modelUsed: string | null;
  channelId: string | null;
  provider: string | null;
  attempts: Attempt[];
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  rawUsage: JsonValue | null;
  usageEstimated: boolean;
  costNanoUsd: bigint;
  priceVersion: string | null;
  /** What the cost is the sum of; null where no price is known. */
  costLines: CostLine[] | null;
  latencyFirstByteMs: number | null;
  latencyMs: number;
  httpStatus: number;
  errorCode: string | null;
  /** What the client was told: redacted, 500 characters at most; null on success. */
  errorMessage: string | null;
  finishReason: string | null;
  endedBy: RequestEnding;
  losses: string[];
  /** Channels that were tried and did not give the answer, each once. */
  triedChannelIds: string[];
  /** The sender's own id of the person the request was for: redacted, 128 characters at most. */
  endUser: string | null;
  /** The sender's labels, from `x-heddle-tags`. */
  tags: string[];
  /** What was reserved of budgets; null where no budget holds for the request. */
  reservation: Reservation | null;
}

/** The most that a request could cost, and the budgets that it was taken of. The cost itself is charged to the same ones. */
export interface Reservation {
  /** A safe integer. */
  nanoUsd: number;
  budgets: ChargedBudget[];
}

/** A period of a budget. */
export interface ChargedBudget {
  budgetId: string;
  /** Milliseconds since 1970. */
  periodStartMs: number;
  /** Whose part of it, where each end user has one; null otherwise. */
  endUser: string | null;
}

/** What is known of a request that is under way. The rest is known to be so where its process dies. */
export type OpenRecord = Pick<
  UsageRecord,
  | 'id'
  | 'createdAt'
  | 'tenantId'
  | 'teamId'
  | 'apiKeyId'
  | 'dialect'
  | 'endpoint'
  | 'stream'
  | 'modelRequested'
  | 'modelUsed'
  | 'channelId'
  | 'provider'
  | 'attempts'
  | 'latencyFirstByteMs'
  | 'losses'
  | 'triedChannelIds'
  | 'endUser'
  | 'tags'
  | 'reservation'
>;

/** A request that a provider is at work on. */
export interface OpenRequest {
  record: OpenRecord;
  price: PriceBasis;
  /** What has been used so far, as near as it can be had cheaply; asked at the beginning and about once a second. */
  tokensSoFar(): PricedTokens;
}

/** One try at one channel. */
export interface Attempt {
  channelId: string;
  channelName: string;
  provider: string;
  /** The provider's name of the model. */
  model: string;
  /** Why this channel, in this place: "priority 0, weight 3 of 4", "failover from <name>", "retry 2 of <name>". */
  reason: string;
  /** HTTP status of the upstream; null when there was none. */
  status: number | null;
  /** Code from the error table; null on success. */
  errorCode: string | null;
  /** Since the request began. */
  startedAfterMs: number;
  durationMs: number;
}

/** Prompt and answer, for tenants that store them; redacted by the ledger before they are written. */
export interface RequestContent {
  request: string;
  response: string;
}
