import type { Finish } from '../../canonical/finish.ts';
import type { JsonObject } from '../../canonical/json.ts';
import { type Loss, Losses } from '../../canonical/loss.ts';
import type { Extensions, Part } from '../../canonical/part.ts';
import type { TokenLogprob } from '../../canonical/response.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { ResponseContext, StreamEncoder } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeFault } from './encode-fault.ts';
import { encodePart, signatureMember } from './encode-part.ts';
import { encodeFinish } from './finish.ts';
import { encodeLogprobs } from './logprobs.ts';
import { encodeServiceTier } from './service-tier.ts';
import { StreamFraming } from './stream-framing.ts';
import { encodeUsage } from './usage.ts';

export function createStreamEncoder(context: ResponseContext): StreamEncoder {
  return new GeminiStreamEncoder(context);
}

type ToolCallStart = Extract<StreamEvent, { type: 'tool-call-start' }>;

/** Calls go out whole, when they are complete; reasons and usage go out with the last chunk. */
class GeminiStreamEncoder implements StreamEncoder {
  readonly #context: ResponseContext;
  readonly #losses = new Losses();
  readonly #framing: StreamFraming;
  /** Text of each chunk's end, the same for all. */
  #tail = '';
  /** What only the first chunk says. */
  #head: JsonObject | undefined;
  readonly #calls = new Map<string, { start: ToolCallStart; arguments: string }>();
  readonly #finishes = new Map<number, { finish: Finish; extensions: Extensions | undefined }>();
  #usage: Usage | undefined;
  #tier: string | undefined;

  constructor(context: ResponseContext) {
    this.#context = context;
    this.#framing = new StreamFraming(context.framing);
    this.#identify('');
  }

  get losses(): Loss[] {
    return this.#losses.list;
  }

  push(event: StreamEvent): string {
    switch (event.type) {
      case 'response-start':
        this.#setTier(event.serviceTier);
        this.#head = {
          ...ownExtensions(event.extensions, 'gemini', this.#losses),
          ...(this.#tier === undefined ? {} : { usageMetadata: { serviceTier: this.#tier } }),
        };
        this.#identify(event.id);
        return '';
      case 'text-delta':
        return this.#text(event.choice, event.text, false, event.logprobs);
      case 'reasoning-delta':
        return this.#text(event.choice, event.text, true);
      case 'refusal-delta':
        this.#losses.add('refusal', `choices[${event.choice}]`);
        return this.#text(event.choice, event.text, false, event.logprobs);
      case 'reasoning-start':
        if (event.redacted !== undefined) this.#losses.add('redacted_reasoning', `choices[${event.choice}]`);
        return '';
      case 'text-end':
        return this.#about(event.choice, event, {
          ...ownExtensions(event.extensions, 'gemini', this.#losses, `choices[${event.choice}]`),
        });
      case 'reasoning-end':
        return this.#about(event.choice, event, { thought: true });
      case 'tool-call-start':
        this.#calls.set(`${event.choice}:${event.part}`, { start: event, arguments: '' });
        return '';
      case 'tool-call-delta': {
        const call = this.#calls.get(`${event.choice}:${event.part}`);
        if (call !== undefined) call.arguments += event.arguments;
        return '';
      }
      case 'tool-call-end':
        return this.#call(event);
      case 'media':
        return this.#part(event.choice, event.media);
      case 'extension': {
        const { dialect, kind, value } = event;
        return this.#part(event.choice, { type: 'extension', dialect, kind, value });
      }
      case 'usage':
        this.#usage = event.usage;
        return '';
      case 'finish':
        this.#finishes.set(event.choice, { finish: event.finish, extensions: event.extensions });
        return '';
      case 'response-end':
        return this.#last();
      case 'ping':
        return this.#framing.ping();
      case 'error':
        return (
          this.#framing.element(JSON.stringify(encodeFault(event.fault, this.#context.requestId).body)) +
          this.#framing.end()
        );
      case 'text-start':
      case 'refusal-start':
      case 'refusal-end':
        return '';
    }
  }

  #setTier(serviceTier: string | undefined): void {
    if (serviceTier === undefined) return;
    this.#tier = encodeServiceTier(serviceTier);
    if (this.#tier === undefined) this.#losses.add('service_tier');
  }

  #identify(id: string): void {
    const responseId = id === '' ? this.#context.requestId : id;
    this.#tail = `,"modelVersion":${JSON.stringify(this.#context.model)},"responseId":${JSON.stringify(responseId)}}`;
  }

  /** The hot path: most chunks are one piece of text. */
  #text(choice: number, text: string, thought: boolean, logprobs?: TokenLogprob[]): string {
    const part = `{"text":${JSON.stringify(text)}${thought ? ',"thought":true' : ''}}`;
    const about =
      logprobs === undefined ? '' : `,"logprobsResult":${JSON.stringify(encodeLogprobs(logprobs))}`;
    return this.#chunk(choice, part, about);
  }

  #chunk(choice: number, part: string, about = ''): string {
    return this.#framing.element(
      `{"candidates":[{"content":{"parts":[${part}],"role":"model"},"index":${choice}${about}}]${this.#headText()}${this.#tail}`,
    );
  }

  #headText(): string {
    if (this.#head === undefined) return '';
    const text = JSON.stringify(this.#head).slice(1, -1);
    this.#head = undefined;
    return text === '' ? '' : `,${text}`;
  }

  #part(choice: number, part: Exclude<Part, { type: 'tool-result' }>): string {
    const encoded = encodePart(part, this.#losses, `choices[${choice}]`);
    return encoded === null ? '' : this.#chunk(choice, JSON.stringify(encoded));
  }

  /** What a text that is already sent ends with goes out with an empty piece of it. */
  #about(
    choice: number,
    { signature }: Extract<StreamEvent, { type: 'text-end' | 'reasoning-end' }>,
    more: JsonObject,
  ): string {
    const signed = signatureMember(signature, this.#losses, `choices[${choice}]`);
    const hasMore = Object.keys(more).some((member) => member !== 'thought');
    if (signed.thoughtSignature === undefined && !hasMore) return '';
    return this.#chunk(choice, JSON.stringify({ text: '', ...more, ...signed }));
  }

  #call(event: Extract<StreamEvent, { type: 'tool-call-end' }>): string {
    const key = `${event.choice}:${event.part}`;
    const call = this.#calls.get(key);
    if (call === undefined) return '';
    this.#calls.delete(key);
    const { id, name, freeText } = call.start;
    const signature = event.signature ?? call.start.signature;
    return this.#part(event.choice, {
      type: 'tool-call',
      id,
      name,
      arguments: call.arguments,
      ...(freeText === undefined ? {} : { freeText }),
      ...(signature === undefined ? {} : { signature }),
    });
  }

  #last(): string {
    const candidates = [...this.#finishes].map(([choice, { finish, extensions }]) => {
      const path = `choices[${choice}]`;
      if (finish.stopSequence !== undefined) this.#losses.add('stop_sequence', path);
      return {
        content: { parts: [{ text: '' }], role: 'model' },
        finishReason: encodeFinish(finish),
        index: choice,
        ...ownExtensions(extensions, 'gemini', this.#losses, path),
      };
    });
    const usage = this.#usage === undefined ? {} : { usageMetadata: encodeUsage(this.#usage, this.#tier) };
    const body = JSON.stringify({ ...this.#head, candidates, ...usage }).slice(0, -1);
    return this.#framing.element(`${body}${this.#tail}`) + this.#framing.end();
  }
}
