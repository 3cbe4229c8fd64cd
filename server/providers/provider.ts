import type { DialectName } from '../canonical/dialect-name.ts';
import type { Capability } from '../canonical/listed-model.ts';
import type { Quirks } from '../dialects/dialect.ts';

/** A vendor, as a row. What a row cannot say has a small file beside it. */
export interface Provider {
  /** Written in configuration and in the ledger. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly dialect: DialectName;
  /** Null: the channel must give one (vLLM). */
  readonly baseUrl: string | null;
  readonly authentication: Authentication;
  /** False: a channel may be made without a credential (Ollama, simulator). */
  readonly needsCredential: boolean;
  /** Sent with every request (anthropic-version). */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a credential for the demo tenant is looked for at the first start. */
  readonly environmentVariable?: string;
  readonly quirks: Quirks;
  /** Id in the price catalogue; absent when the catalogue does not know it. */
  readonly priceProvider?: string;
  /** Offered when a channel is made, and given to the demo tenant's channel. */
  readonly suggestedModels: readonly string[];
  /** Where a person gets a credential. */
  readonly documentationUrl?: string;
  /** What all of its models can do; absent where that is the models' own. */
  readonly capabilities?: readonly Capability[];
  /** Answers inside this process instead of over the network (the simulator). */
  readonly inProcess?: InProcessUpstream;
}

export type Authentication = 'bearer' | 'x-api-key' | 'x-goog-api-key' | 'none';

/**
 * A provider that lives in this process. Speaks the provider's dialect as bytes, like any upstream, in two steps, so
 * that reading a large request can be another thread's work.
 */
export interface InProcessUpstream<Plan = unknown> {
  /**
   * What the request asks for. Pure, never throws, and linear in the body; what it gives is small whatever the body's
   * size, and survives `structuredClone`.
   */
  read(request: InProcessRequest): Plan;
  /** The answer to what was read. Its body is made while it is read, in turns that leave room for others. */
  answer(plan: Plan, signal: AbortSignal): Promise<InProcessResponse>;
}

export interface InProcessRequest {
  /** Path and query below the base URL. */
  path: string;
  body: Buffer;
}

export interface InProcessResponse {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Buffer>;
}
