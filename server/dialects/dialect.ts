import type { AnswerProgress } from '../canonical/answer-progress.ts';
import type { DialectName } from '../canonical/dialect-name.ts';
import type { Fault } from '../canonical/fault.ts';
import type { Finish } from '../canonical/finish.ts';
import type { JsonObject, JsonValue } from '../canonical/json.ts';
import type { ModelListPage } from '../canonical/listed-model.ts';
import type { Loss } from '../canonical/loss.ts';
import type { CanonicalRequest } from '../canonical/request.ts';
import type { CanonicalResponse } from '../canonical/response.ts';
import type { StreamEvent } from '../canonical/stream-event.ts';
import type { ServiceTier, Usage } from '../canonical/usage.ts';
import type { ServerSentEvent } from './server-sent-events.ts';

/**
 * A wire format, in both directions. Everything here is pure: no I/O, no clock, no randomness;
 * ids are derived from what is handed in. The same dialect serves as an inbound protocol and as an outbound
 * format, so N dialects give N × N pairs.
 */
export interface Dialect {
  readonly name: DialectName;

  /** Matches what the format's vendor takes as a function's name. Others are replaced when a request is translated into the format. */
  readonly toolName: RegExp;

  /** Reads just enough of a request to route it. Throws a client {@link Fault} naming the path of what is wrong. */
  readEnvelope(request: WireRequest): Envelope;
  /** Throws a client {@link Fault} (`invalid_request`, with `path`) for anything malformed. Unknown members go to extensions. */
  decodeRequest(request: WireRequest): CanonicalRequest;
  /** Never throws for a valid canonical request: what cannot be expressed becomes a loss. */
  encodeRequest(request: CanonicalRequest, target: Target): Encoded<JsonObject>;

  /** Throws `upstream_malformed` when the body is not an answer of this format. */
  decodeResponse(body: JsonValue): CanonicalResponse;
  encodeResponse(response: CanonicalResponse, context: ResponseContext): Encoded<JsonObject>;

  createStreamDecoder(): StreamDecoder;
  createStreamEncoder(context: ResponseContext): StreamEncoder;

  /** Classifies an upstream's error answer. `body` is its text, JSON or not. Never throws. */
  decodeFault(status: number, body: string, headers: WireHeaders): Fault;
  /** The fault in the shape this format's clients understand. */
  encodeFault(
    fault: Fault,
    requestId: string,
  ): { status: number; headers: Record<string, string>; body: JsonObject };

  /** Path and query below a provider's base URL, e.g. `/chat/completions`. */
  upstreamPath(operation: UpstreamOperation): string;
  /** Reads a page of an upstream's list of models. Throws `upstream_malformed` when the body is no such list. */
  decodeModelList(body: JsonValue): ModelListPage;

  /** Same format on both sides: the client's bytes go through, and a tap reads usage and finish. */
  readonly relay: Relay;
}

export type UpstreamOperation =
  | { name: 'generate'; model: string; stream: boolean }
  | { name: 'count-tokens'; model: string }
  /** `after` is the mark of the page before; absent for the first. */
  | { name: 'list-models'; after?: string };

/** A request as it came: the parsed body, and what the URL says where the format puts it there (Gemini). */
export interface WireRequest {
  body: JsonValue;
  /** Gemini: model and streaming come from the path. */
  path?: { model: string; stream: boolean };
}

export interface Envelope {
  model: string;
  stream: boolean;
  /** Upper bound of output tokens over all choices, where the client gave one. */
  maxOutputTokens?: number;
  /** How many answers, where the client asked for a number. */
  choices?: number;
  /** The caller's own id of its end user, where the format has a place for one; of a long one the beginning. */
  endUser?: string;
  /** The tier of service that is asked for, where it has a price of its own. */
  serviceTier?: ServiceTier;
}

export interface WireHeaders {
  readonly [name: string]: string | string[] | undefined;
}

/** Where an encoded request goes. */
export interface Target {
  /** The provider's name of the model. */
  model: string;
  quirks: Quirks;
  /** Bound of each answer's output tokens, for a request that has none of its own. */
  outputCap?: number;
}

/** How a server deviates from the format it otherwise speaks. Every absent member means "as the vendor who made the format". */
export interface Quirks {
  /** openai-chat: which member bounds the output. OpenAI itself: max_completion_tokens. */
  maxTokensField?: 'max_tokens' | 'max_completion_tokens';
  /** openai-chat: false where the server knows no `developer` role (it is sent as `system`). */
  developerRole?: boolean;
  /** openai-chat: false where `stream_options` is refused. */
  streamOptions?: boolean;
  /** openai-chat: false where only `json_object` is known. */
  jsonSchema?: boolean;
  /** openai-chat: how many stop sequences are taken. OpenAI itself: 4. */
  mostStopSequences?: number;
  /** openai-chat: false where a `tool_choice` of `allowed_tools` is refused. */
  allowedTools?: boolean;
  /** openai-chat: how reasoning is asked for. OpenAI itself: `reasoning_effort`. */
  reasoningRequest?: 'reasoning_effort' | 'reasoning-object' | 'thinking-object' | 'none';
  /**
   * openai-chat: where an assistant message carries earlier reasoning, if the server takes it back. OpenAI
   * itself: `none`. Only `reasoning_details` (OpenRouter) carries signatures.
   */
  reasoningField?: 'reasoning_content' | 'reasoning' | 'reasoning_details' | 'none';
  /** openai-chat: how a prompt-cache marker is written. OpenAI itself: `prompt_cache_breakpoint`, from gpt-5.6 on. */
  cacheMarker?: 'prompt_cache_breakpoint' | 'cache_control' | 'none';
  /** openai-chat: members beyond OpenAI's own that the server takes, e.g. `top_k`. */
  accepts?: readonly string[];
  /** Members the server refuses; sending them is a loss. In the format's own names. */
  unsupported?: readonly string[];
  /** False where the server does not fetch images by URL. */
  imageUrls?: boolean;
}

export interface Encoded<Body> {
  body: Body;
  losses: Loss[];
}

/** What an encoder of answers needs to know beyond the answer. */
export interface ResponseContext {
  /** Shown as the model: the name the client asked for. */
  model: string;
  /** UUID of the request; ids the format wants and the provider did not give are derived from it. */
  requestId: string;
  /** Seconds since 1970, when the request came; used where the provider gave no time. */
  createdAtSeconds: number;
  /** openai-chat: send the usage chunk at the end of a stream. */
  streamUsage: boolean;
  /** Gemini without `alt=sse` streams one JSON array instead of server-sent events. */
  framing: 'server-sent-events' | 'json-array';
}

export interface StreamDecoder {
  /** Events that one server-sent event amounts to. Malformed data yields an `error` event, never an exception. */
  push(event: ServerSentEvent): StreamEvent[];
  /** At the end of the bytes. Closes what is open; a stream that broke off yields an `error` event of `upstream_error`. */
  end(): StreamEvent[];
}

export interface StreamEncoder {
  /** Wire text for the event, ready to be sent; empty when there is nothing to say (yet). */
  push(event: StreamEvent): string;
  /** Names of what the answer held and this format could not say. */
  readonly losses: Loss[];
}

export interface Relay {
  /**
   * The client's bytes with only what must change changed: the model's name where the provider has another
   * one, a bound of the output where it is capped, and (openai-chat) a request for usage. Returns the same buffer when nothing changes.
   */
  prepareRequest(bytes: Buffer, request: WireRequest, target: Target): Buffer;
  /** What {@link prepareRequest} has to take out because the target's server refuses it; absent means nothing. */
  losses?(request: WireRequest, target: Target): Loss[];
  /** Reads what the ledger needs from a whole answer. Never throws. */
  readResponse(bytes: Buffer): RelayReading;
  createStreamTap(request: WireRequest): StreamTap;
  /** As much of the request's body as {@link createStreamTap} reads, which is little; absent means nothing. */
  outline?(request: WireRequest): JsonObject;
  /**
   * An answer, or the data of one of its events, with another name for the model; every other byte stays. The
   * same buffer where no model is named. Never throws.
   */
  renameModel(bytes: Buffer, model: string): Buffer;
}

export interface StreamTap {
  /** False: do not forward this event (a usage chunk the client did not ask for). Never throws. */
  push(event: ServerSentEvent): boolean;
  /** Whether the answer has come to its end or to a fault. Cheap, and asked after every chunk. */
  readonly over: boolean;
  /** Cheap, and asked about once a second. */
  progress(): AnswerProgress;
  /** What is known so far. May cost as much as all that was pushed; asked once `over`, and at the end. */
  reading(): RelayReading;
}

export interface RelayReading {
  model: string | null;
  usage: Usage | null;
  finish: Finish | null;
  /** Whether the answer came to its proper end. */
  complete: boolean;
  /** The upstream reported an error in the middle of the stream. */
  fault: Fault | null;
  /** All text, reasoning and tool arguments, for estimating tokens; of a long stream the beginning. Computed on demand. */
  text(): string;
  /** In UTF-16 code units, how long all of it is where `text` is the beginning only; computed on demand. */
  textLength?(): number;
}
