import type { DialectName } from './dialect-name.ts';
import type { JsonValue } from './json.ts';

/** Asks the provider to keep everything up to and including this part in its prompt cache. */
export interface CacheMarker {
  /** How long; absent means the provider's default. */
  timeToLive?: '5m' | '1h';
}

/** Where the bytes of an image, a recording, a film or a document are. */
export type MediaSource =
  | { kind: 'url'; url: string; mediaType?: string }
  /** `data` is base64 without a data-URL prefix. */
  | { kind: 'base64'; data: string; mediaType: string }
  /** A file uploaded to the provider before; the id means nothing elsewhere. */
  | { kind: 'file'; fileId: string; mediaType?: string }
  /** Plain text given as a document. */
  | { kind: 'text'; text: string; mediaType?: string };

interface PartBase {
  cache?: CacheMarker;
  /** What only one vendor has about this part, verbatim, under the members' own names. */
  extensions?: Extensions;
}

/** Vendor-only members, verbatim, keyed by the dialect that understands them. */
export type Extensions = Partial<Record<DialectName, Record<string, JsonValue>>>;

export interface TextPart extends PartBase {
  type: 'text';
  text: string;
  /** Opaque proof a provider wants back with this part (Gemini thoughtSignature). */
  signature?: Signature;
}

export interface MediaPart extends PartBase {
  type: 'image' | 'audio' | 'video' | 'document';
  source: MediaSource;
  /** Images: how closely to look. */
  detail?: 'low' | 'high' | 'auto' | 'original';
  /** Documents: a name for people. */
  fileName?: string;
  /** Documents: what the model should know about it. */
  context?: string;
  /** Audio from a model: what was said, and the provider's handle of it. */
  transcript?: string;
  id?: string;
}

/** An opaque token that lets its issuer verify or resume reasoning. Worth nothing to another vendor. */
export interface Signature {
  dialect: DialectName;
  value: string;
}

/** What the model thought before it answered. */
export interface ReasoningPart extends PartBase {
  type: 'reasoning';
  /** Empty where the provider withheld it. */
  text: string;
  signature?: Signature;
  /** Encrypted reasoning that only its issuer can read (Anthropic redacted_thinking). */
  redacted?: Signature;
}

export interface ToolCallPart extends PartBase {
  type: 'tool-call';
  id: string;
  name: string;
  /** JSON text as the model wrote it; may be invalid JSON when a stream was cut. Empty means no arguments. */
  arguments: string;
  /** openai-chat custom tools carry free text instead of JSON. */
  freeText?: boolean;
  signature?: Signature;
}

export interface ToolResultPart extends PartBase {
  type: 'tool-result';
  toolCallId: string;
  /** Known where the format carries it (Gemini), else found by the id of the call. */
  toolName?: string;
  content: (TextPart | MediaPart)[];
  isError?: boolean;
  /** Gemini: the response object verbatim when it is not plain text. */
  structured?: JsonValue;
}

/** The model declined (OpenAI `refusal`). */
export interface RefusalPart extends PartBase {
  type: 'refusal';
  text: string;
}

/** A part only one vendor has (a server tool's use and result, executed code, …), verbatim. */
export interface ExtensionPart {
  type: 'extension';
  dialect: DialectName;
  /** The vendor's name of it, as the sender gave it; also the name of the loss elsewhere, where a format has it. */
  kind: string;
  value: JsonValue;
}

export type Part =
  | TextPart
  | MediaPart
  | ReasoningPart
  | ToolCallPart
  | ToolResultPart
  | RefusalPart
  | ExtensionPart;
