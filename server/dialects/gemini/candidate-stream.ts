import { bounds, overBound } from '../../canonical/bounds.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { Part, ReasoningPart, TextPart } from '../../canonical/part.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';
import type { WireCandidate } from './decode-candidate.ts';
import { decodePart } from './decode-part.ts';
import { ExtensionBag } from './extensions.ts';
import { decodeFinish } from './finish.ts';
import { decodeLogprobs } from './logprobs.ts';
import type { ToolCallIds } from './tool-call-id.ts';

/** One candidate of a stream: joins the pieces of its texts, and keeps what is only known at the end. */
export class CandidateStream {
  readonly #choice: number;
  #open: { type: 'text' | 'reasoning'; part: number } | null = null;
  #parts = 0;
  #toolCalls = 0;
  #finishReason: string | null = null;
  readonly #rest = new Map<string, JsonValue>();

  constructor(choice: number) {
    this.#choice = choice;
  }

  get isFinished(): boolean {
    return this.#finishReason !== null;
  }

  add(candidate: WireCandidate, ids: ToolCallIds, events: StreamEvent[]): void {
    let logprobs = decodeLogprobs(candidate.logprobs);
    for (const reader of candidate.parts) {
      const part = decodePart(reader, ids);
      if (part.type === 'text' || part.type === 'reasoning') {
        this.#addText(part, part.type === 'text' ? logprobs : undefined, events);
        if (part.type === 'text') logprobs = undefined;
      } else {
        this.close(events);
        this.#addWhole(part, reader, events);
      }
    }
    this.#finishReason = candidate.finishReason ?? this.#finishReason;
    this.#keep(candidate.rest);
  }

  /** Ends the text that is still open. */
  close(events: StreamEvent[], piece?: TextPart | ReasoningPart): void {
    if (this.#open === null) return;
    const { type, part } = this.#open;
    this.#open = null;
    const choice = this.#choice;
    const signature = piece?.signature === undefined ? {} : { signature: piece.signature };
    if (type === 'reasoning') events.push({ type: 'reasoning-end', choice, part, ...signature });
    else {
      const extensions = piece?.extensions === undefined ? {} : { extensions: piece.extensions };
      events.push({ type: 'text-end', choice, part, ...signature, ...extensions });
    }
  }

  finish(): StreamEvent {
    const extensions = new ExtensionBag();
    extensions.add(Object.fromEntries(this.#rest));
    return {
      type: 'finish',
      choice: this.#choice,
      finish: decodeFinish(this.#finishReason, this.#toolCalls > 0),
      ...extensions.asMember,
    };
  }

  /** A signature belongs to the part that ends with it, so the next piece of text begins a new part. */
  #addText(
    piece: TextPart | ReasoningPart,
    logprobs: ReturnType<typeof decodeLogprobs>,
    events: StreamEvent[],
  ): void {
    const ends = piece.signature !== undefined || piece.extensions !== undefined;
    if (piece.text === '' && !ends) return;
    const choice = this.#choice;
    if (this.#open?.type !== piece.type) {
      this.close(events);
      this.#open = { type: piece.type, part: this.#next() };
      events.push({
        type: piece.type === 'text' ? 'text-start' : 'reasoning-start',
        choice,
        part: this.#open.part,
      });
    }
    const { part } = this.#open;
    if (piece.text !== '') {
      if (piece.type === 'reasoning') {
        events.push({ type: 'reasoning-delta', choice, part, text: piece.text });
      } else {
        const more = logprobs === undefined ? {} : { logprobs };
        events.push({ type: 'text-delta', choice, part, text: piece.text, ...more });
      }
    }
    if (ends) this.close(events, piece);
  }

  #addWhole(part: Exclude<Part, TextPart | ReasoningPart>, reader: JsonReader, events: StreamEvent[]): void {
    const choice = this.#choice;
    const number = this.#next();
    switch (part.type) {
      case 'tool-call': {
        this.#toolCalls += 1;
        if (this.#toolCalls > bounds.toolCalls.most) throw overBound('upstream_malformed', 'toolCalls');
        const { id, name, signature } = part;
        const signed = signature === undefined ? {} : { signature };
        events.push({ type: 'tool-call-start', choice, part: number, id, name, ...signed });
        events.push({ type: 'tool-call-delta', choice, part: number, arguments: part.arguments });
        events.push({ type: 'tool-call-end', choice, part: number });
        break;
      }
      case 'extension': {
        const { dialect, kind, value } = part;
        events.push({ type: 'extension', choice, part: number, dialect, kind, value });
        break;
      }
      case 'tool-result':
      case 'refusal':
        events.push({
          type: 'extension',
          choice,
          part: number,
          dialect: 'gemini',
          kind: 'functionResponse',
          value: reader.object,
        });
        break;
      default:
        events.push({ type: 'media', choice, part: number, media: part });
    }
  }

  /** Each chunk may repeat a member, empty until there is something to say. */
  #keep(rest: Record<string, JsonValue> | undefined): void {
    if (rest === undefined) return;
    for (const [name, value] of Object.entries(rest)) {
      const isEmpty = isJsonObject(value) && Object.keys(value).length === 0;
      if (!isEmpty || !this.#rest.has(name)) this.#rest.set(name, value);
    }
  }

  #next(): number {
    const number = this.#parts;
    if (number >= bounds.answerParts.most) throw overBound('upstream_malformed', 'answerParts');
    this.#parts += 1;
    return number;
  }
}
