import type { DialectName } from './dialect-name.ts';
import type { Fault } from './fault.ts';
import type { Finish } from './finish.ts';
import type { JsonValue } from './json.ts';
import type { Extensions, MediaPart, Signature } from './part.ts';
import type { TokenLogprob } from './response.ts';
import type { Usage } from './usage.ts';

/**
 * A streamed answer. A decoder emits a well-formed sequence, whatever its wire does:
 * `response-start` first; every part is started, then continued, then ended; parts of one choice do not
 * interleave unless they are tool calls; each choice ends with one `finish`; `usage` comes any number of
 * times, the last one counts (each is complete, not an increment); `response-end` last. After an `error`
 * nothing follows. `part` numbers parts within a choice from 0 in order of their start.
 */
export type StreamEvent =
  | {
      type: 'response-start';
      id: string;
      model: string;
      createdAtSeconds?: number;
      serviceTier?: string;
      extensions?: Extensions;
    }
  | { type: 'text-start'; choice: number; part: number }
  | { type: 'text-delta'; choice: number; part: number; text: string; logprobs?: TokenLogprob[] }
  | { type: 'text-end'; choice: number; part: number; signature?: Signature; extensions?: Extensions }
  | { type: 'reasoning-start'; choice: number; part: number; redacted?: Signature }
  | { type: 'reasoning-delta'; choice: number; part: number; text: string }
  | { type: 'reasoning-end'; choice: number; part: number; signature?: Signature }
  | {
      type: 'tool-call-start';
      choice: number;
      part: number;
      id: string;
      name: string;
      freeText?: boolean;
      signature?: Signature;
    }
  | { type: 'tool-call-delta'; choice: number; part: number; arguments: string }
  | { type: 'tool-call-end'; choice: number; part: number; signature?: Signature }
  | { type: 'refusal-start'; choice: number; part: number }
  | { type: 'refusal-delta'; choice: number; part: number; text: string; logprobs?: TokenLogprob[] }
  | { type: 'refusal-end'; choice: number; part: number }
  /** A part that comes whole (an image from a model). */
  | { type: 'media'; choice: number; part: number; media: MediaPart }
  /** A part only one vendor has, whole. */
  | { type: 'extension'; choice: number; part: number; dialect: DialectName; kind: string; value: JsonValue }
  | { type: 'usage'; usage: Usage }
  | { type: 'finish'; choice: number; finish: Finish; extensions?: Extensions }
  | { type: 'response-end' }
  /** Keeps the connection warm; carries nothing. */
  | { type: 'ping' }
  | { type: 'error'; fault: Fault };
