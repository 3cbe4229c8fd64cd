import type { JsonObject, JsonValue } from './json.ts';
import type { CacheMarker, Extensions, Part } from './part.ts';

/** A chat request in nobody's wire format. Absent members were not sent; nothing is defaulted here. */
export interface CanonicalRequest {
  /** The model's public name, as the client asked. */
  model: string;
  messages: Message[];
  tools?: Tool[];
  toolChoice?: ToolChoice;
  /** False forbids more than one tool call in an answer. */
  parallelToolCalls?: boolean;
  sampling: Sampling;
  reasoning?: Reasoning;
  output?: OutputFormat;
  stream: boolean;
  /** openai-chat `stream_options.include_usage`: the client wants a usage chunk. Other dialects always send usage. */
  streamUsage?: boolean;
  /** The caller's own id of its end user. */
  endUserId?: string;
  metadata?: Record<string, string>;
  serviceTier?: string;
  /** Cache marker for the request as a whole, where a format has one. */
  cache?: CacheMarker;
  /** Top-level members only one dialect has, verbatim. */
  extensions?: Extensions;
}

export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool';

/**
 * Tool results are parts of a message of role `tool`; a decoder whose format carries them inside user
 * messages (Anthropic, Gemini) splits such a message so that order is kept.
 */
export interface Message {
  role: Role;
  parts: Part[];
  /** openai-chat: the participant's name. */
  name?: string;
  extensions?: Extensions;
}

export interface FunctionTool {
  type: 'function';
  name: string;
  description?: string;
  /** JSON Schema of the arguments; absent means none. */
  parameters?: JsonObject;
  strict?: boolean;
  cache?: CacheMarker;
  extensions?: Extensions;
}

/** A tool the vendor runs itself (web search, code execution, …) or defines by type; verbatim. */
export interface VendorTool {
  type: 'vendor';
  dialect: keyof Extensions;
  /** The vendor's name of it, as the sender gave it; also the name of the loss elsewhere, where a format has it. */
  kind: string;
  value: JsonValue;
}

export type Tool = FunctionTool | VendorTool;

export type ToolChoice =
  | { type: 'auto' | 'none' | 'required' }
  | { type: 'tool'; name: string }
  /** Only these may be called; `required` says at least one must. */
  | { type: 'allowed'; names: string[]; required: boolean };

export interface Sampling {
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  seed?: number;
  stop?: string[];
  /** How many answers. */
  n?: number;
  logprobs?: boolean;
  topLogprobs?: number;
  /** Token id → bias. */
  logitBias?: Record<string, number>;
}

export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

export interface Reasoning {
  effort?: ReasoningEffort;
  /** Upper bound of thinking tokens; -1 means the model decides (Gemini dynamic, Anthropic adaptive). */
  budgetTokens?: number;
  /** False: do not think. */
  enabled?: boolean;
  /** Whether thoughts are to be shown. */
  includeThoughts?: boolean;
  /** An effort was named without asking for thinking, which Anthropic allows (`output_config.effort` alone). */
  effortOnly?: boolean;
}

export type OutputFormat =
  | { type: 'text' }
  /** Any JSON object. */
  | { type: 'json' }
  | { type: 'json-schema'; name?: string; description?: string; schema: JsonObject; strict?: boolean };
