import { bounds, overBound } from '../../canonical/bounds.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { MediaPart, ReasoningPart, Signature } from '../../canonical/part.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { ArgumentsMeter } from '../shared/arguments-meter.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { thinkingText } from './decode-content.ts';
import { decodeAudio, decodeImages } from './decode-response.ts';
import { decodeFinish } from './finish.ts';
import { decodeLogprobs } from './logprobs.ts';
import { decodeReasoningDetail, reasoningText } from './reasoning-parts.ts';
import { decodeThoughtSignature } from './thought-signature.ts';
import { ToolCallDecoder } from './tool-call-decoder.ts';

type TextKind = 'text' | 'reasoning' | 'refusal';

/**
 * Turns the deltas of one choice into parts that are started, continued and ended in good order. Text that
 * comes while tool calls are being written waits until they are complete.
 */
export class ChoiceDecoder {
  finished = false;
  readonly #index: number;
  readonly #toolCalls: ToolCallDecoder;
  #parts = 0;
  #open: { kind: TextKind; part: number } | null = null;
  /** Reasoning of the open part, to tell a detail that repeats it from one that goes on. */
  #reasoning = '';
  #deferred: { kind: TextKind; text: string; logprobs: JsonValue | undefined }[] = [];
  #hasRefusal = false;
  #reasoningSignature: Signature | undefined;
  #textSignature: Signature | undefined;
  /** What is known of a recording beside its sound. */
  #audio: JsonObject | null = null;
  #sound: Buffer[] = [];
  #annotations: JsonValue[] = [];

  /**
   * @param responseId Ids of tool calls that the server leaves out are derived from it.
   * @param meter Of the whole answer.
   */
  constructor(index: number, responseId: string, meter: ArgumentsMeter) {
    this.#index = index;
    this.#toolCalls = new ToolCallDecoder(index, `${responseId}/${index}`, meter, () => this.#nextPart());
  }

  push(choice: JsonObject, events: StreamEvent[]): void {
    if (this.finished) return;
    // Servers that cannot stream put the whole message where the delta belongs.
    const delta = isJsonObject(choice.delta) ? choice.delta : choice.message;
    if (isJsonObject(delta)) this.#pushDelta(delta, choice, events);
    const reason = choice.finish_reason;
    if (typeof reason === 'string' && reason !== '') this.finish(reason, choice, events);
  }

  /** @param choice The chunk's choice; `native_finish_reason` and `stop_reason` are read from it. */
  finish(raw: string | null, choice: JsonObject, events: StreamEvent[]): void {
    this.closeParts(events);
    const { native_finish_reason: native, stop_reason: stopSequence } = choice;
    const finish = decodeFinish(raw, {
      native: typeof native === 'string' ? native : null,
      hasToolCalls: this.#toolCalls.count > 0,
      hasRefusal: this.#hasRefusal,
      ...(typeof stopSequence === 'string' && { stopSequence }),
    });
    const event: StreamEvent = { type: 'finish', choice: this.#index, finish };
    if (this.#annotations.length > 0) {
      event.extensions = { 'openai-chat': { annotations: this.#annotations } };
    }
    events.push(event);
    this.finished = true;
  }

  /** Ends whatever is open and hands over what was waiting. */
  closeParts(events: StreamEvent[]): void {
    this.#closeText(events);
    this.#toolCalls.close(events);
    for (const { kind, text, logprobs } of this.#deferred) this.#pushText(kind, text, logprobs, events);
    this.#deferred = [];
    this.#closeText(events);
    if (this.#audio === null || this.#sound.length === 0) return;
    const media = decodeAudio({ ...this.#audio, data: Buffer.concat(this.#sound).toString('base64') });
    if (media !== undefined) this.#pushMedia(media, events);
    this.#sound = [];
    this.#audio = null;
  }

  #pushDelta(delta: JsonObject, choice: JsonObject, events: StreamEvent[]): void {
    const reasoning = reasoningText(delta);
    if (reasoning !== '') this.#pushText('reasoning', reasoning, undefined, events);
    if (Array.isArray(delta.reasoning_details)) {
      for (const detail of delta.reasoning_details) this.#pushDetail(detail, reasoning !== '', events);
    }
    this.#textSignature = decodeThoughtSignature(delta.extra_content) ?? this.#textSignature;
    const { content } = delta;
    if (typeof content === 'string') {
      if (content !== '' || isJsonObject(choice.logprobs)) {
        this.#pushText('text', content, choice.logprobs, events);
      }
    } else if (Array.isArray(content)) this.#pushContentParts(content, events);
    if (typeof delta.refusal === 'string' && delta.refusal !== '') {
      this.#hasRefusal = true;
      this.#pushText('refusal', delta.refusal, choice.logprobs, events);
    }
    for (const image of decodeImages(delta.images)) this.#pushMedia(image, events);
    if (isJsonObject(delta.audio)) this.#collectAudio(delta.audio);
    if (Array.isArray(delta.annotations)) this.#annotate(delta.annotations);
    if (Array.isArray(delta.tool_calls) && delta.tool_calls.length > 0) {
      this.#closeText(events);
      for (const call of delta.tool_calls) if (isJsonObject(call)) this.#toolCalls.push(call, events);
    } else if (isJsonObject(delta.function_call)) {
      this.#closeText(events);
      this.#toolCalls.push({ index: 0, function: delta.function_call }, events);
    }
  }

  #annotate(annotations: readonly JsonValue[]): void {
    const count = this.#annotations.length + annotations.length;
    if (count > bounds.citations.most) throw overBound('upstream_malformed', 'citations');
    this.#annotations.push(...annotations);
  }

  /** Mistral streams its thinking models as typed parts. */
  #pushContentParts(content: JsonValue[], events: StreamEvent[]): void {
    for (const part of content) {
      if (!isJsonObject(part)) continue;
      if (typeof part.text === 'string') this.#pushText('text', part.text, undefined, events);
      else this.#pushText('reasoning', thinkingText(part.thinking), undefined, events);
    }
  }

  #pushText(kind: TextKind, text: string, logprobs: JsonValue | undefined, events: StreamEvent[]): void {
    const tokens = decodeLogprobs(logprobs);
    if (text === '' && tokens === undefined) return;
    if (this.#toolCalls.isOpen) {
      this.#deferred.push({ kind, text, logprobs });
      return;
    }
    const part = this.#partFor(kind, events);
    const choice = this.#index;
    if (kind === 'reasoning') this.#reasoning += text;
    if (kind === 'reasoning') events.push({ type: 'reasoning-delta', choice, part, text });
    else events.push({ type: `${kind}-delta`, choice, part, text, ...(tokens && { logprobs: tokens }) });
  }

  #partFor(kind: TextKind, events: StreamEvent[]): number {
    if (this.#open?.kind === kind) return this.#open.part;
    this.#closeText(events);
    const part = this.#nextPart();
    this.#open = { kind, part };
    events.push({ type: `${kind}-start`, choice: this.#index, part });
    return part;
  }

  #nextPart(): number {
    if (this.#parts >= bounds.answerParts.most) throw overBound('upstream_malformed', 'answerParts');
    this.#parts += 1;
    return this.#parts - 1;
  }

  #closeText(events: StreamEvent[]): void {
    if (this.#open === null) return;
    const { kind, part } = this.#open;
    this.#open = null;
    const choice = this.#index;
    if (kind === 'refusal') events.push({ type: 'refusal-end', choice, part });
    else if (kind === 'reasoning') {
      events.push({ type: 'reasoning-end', choice, part, ...signed(this.#reasoningSignature) });
      this.#reasoningSignature = undefined;
      this.#reasoning = '';
    } else {
      events.push({ type: 'text-end', choice, part, ...signed(this.#textSignature) });
      this.#textSignature = undefined;
    }
  }

  /** @param textSeen Whether the delta said the detail's text already, in a member of its own. */
  #pushDetail(detail: JsonValue, textSeen: boolean, events: StreamEvent[]): void {
    const part = decodeReasoningDetail(detail);
    if (part === undefined) return;
    if (part.redacted !== undefined) this.#pushRedacted(part.redacted, events);
    else this.#pushDetailText(part, textSeen, events);
  }

  #pushDetailText(part: ReasoningPart, textSeen: boolean, events: StreamEvent[]): void {
    // Heddle itself streams the text first and then the whole part once more, signed.
    const isRepetition = part.signature !== undefined && part.text === this.#reasoning;
    if (!textSeen && !isRepetition) this.#pushText('reasoning', part.text, undefined, events);
    if (part.signature === undefined || this.#toolCalls.isOpen) return;
    // A signature ends its part; one without any text is a part of its own.
    this.#partFor('reasoning', events);
    this.#reasoningSignature = part.signature;
    this.#closeText(events);
  }

  #pushRedacted(redacted: Signature, events: StreamEvent[]): void {
    if (this.#toolCalls.isOpen) return;
    this.#closeText(events);
    const part = this.#nextPart();
    events.push({ type: 'reasoning-start', choice: this.#index, part, redacted });
    events.push({ type: 'reasoning-end', choice: this.#index, part });
  }

  #pushMedia(media: MediaPart, events: StreamEvent[]): void {
    this.#closeText(events);
    this.#toolCalls.close(events);
    events.push({ type: 'media', choice: this.#index, part: this.#nextPart(), media });
  }

  /** Sound comes in slices of base64, each whole in itself, and so possibly padded. */
  #collectAudio(audio: JsonObject): void {
    this.#audio ??= {};
    if (typeof audio.data === 'string') this.#sound.push(Buffer.from(audio.data, 'base64'));
    if (typeof audio.transcript === 'string') {
      this.#audio.transcript = `${this.#audio.transcript ?? ''}${audio.transcript}`;
    }
    for (const member of ['id', 'expires_at'] as const) {
      const value = audio[member];
      if (value != null) this.#audio[member] = value;
    }
  }
}

function signed(signature: Signature | undefined): { signature?: Signature } {
  return signature === undefined ? {} : { signature };
}
