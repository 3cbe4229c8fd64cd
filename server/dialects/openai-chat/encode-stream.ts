import { type Loss, Losses } from '../../canonical/loss.ts';
import type { MediaPart } from '../../canonical/part.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { ResponseContext, StreamEncoder } from '../dialect.ts';
import { formatEvent } from '../server-sent-events.ts';
import { responseId } from '../shared/derive-id.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { nameKind } from '../shared/name-loss.ts';
import { ChoiceEncoder } from './choice-encoder.ts';
import { encodeAudio, encodeImage } from './encode-response.ts';
import { encodeErrorBody } from './fault.ts';
import { isFinishLost } from './finish.ts';
import { encodeServiceTier } from './service-tier.ts';
import { encodeUsage } from './usage.ts';

/** Writes chunks as text; what all of them share is serialised once. */
export class OpenAiChatStreamEncoder implements StreamEncoder {
  readonly #context: ResponseContext;
  readonly #losses = new Losses();
  readonly #choices = new Map<number, ChoiceEncoder>();
  /** A chunk up to its choices. */
  #head: string;
  #usage: Usage | null = null;

  constructor(context: ResponseContext) {
    this.#context = context;
    this.#head = this.#headOf({ type: 'response-start', id: '', model: '' });
  }

  get losses(): Loss[] {
    return this.#losses.list;
  }

  push(event: StreamEvent): string {
    switch (event.type) {
      case 'response-start':
        this.#head = this.#headOf(event);
        return '';
      case 'text-start':
      case 'refusal-start':
        return this.#choice(event.choice).start();
      case 'text-delta':
        return this.#choice(event.choice).text(event.text, event.logprobs);
      case 'text-end':
        ownExtensions(event.extensions, 'openai-chat', this.#losses);
        return this.#choice(event.choice).textEnd(event.signature);
      case 'reasoning-start':
        return this.#choice(event.choice).reasoningStart(event.redacted);
      case 'reasoning-delta':
        return this.#choice(event.choice).reasoning(event.text);
      case 'reasoning-end':
        return this.#choice(event.choice).reasoningEnd(event.signature);
      case 'tool-call-start':
        return this.#choice(event.choice).toolCallStart(event);
      case 'tool-call-delta':
        return this.#choice(event.choice).toolCallArguments(event.part, event.arguments);
      case 'tool-call-end':
        return this.#choice(event.choice).toolCallEnd(event.part, event.signature);
      case 'refusal-delta':
        return this.#choice(event.choice).refusal(event.text, event.logprobs);
      case 'refusal-end':
        return '';
      case 'media':
        return this.#media(event.choice, event.media);
      case 'extension':
        nameKind(this.#losses, event.kind, 'unknown_part');
        return '';
      case 'usage':
        this.#usage = event.usage;
        return '';
      case 'finish': {
        if (isFinishLost(event.finish)) this.#losses.add('finish_reason');
        const extras = ownExtensions(event.extensions, 'openai-chat', this.#losses);
        return this.#choice(event.choice).finish(event.finish, extras);
      }
      case 'response-end':
        return `${this.#usageChunk()}data: [DONE]\n\n`;
      case 'ping':
        return ': ping\n\n';
      case 'error':
        return formatEvent(JSON.stringify(encodeErrorBody(event.fault)));
    }
  }

  #headOf(start: StreamEvent & { type: 'response-start' }): string {
    const { model, requestId, createdAtSeconds, streamUsage } = this.#context;
    const tier = start.serviceTier === undefined ? undefined : encodeServiceTier(start.serviceTier);
    if (start.serviceTier !== undefined && tier === undefined) this.#losses.add('service_tier');
    const head = JSON.stringify({
      id: responseId('chatcmpl-', start.id, requestId),
      object: 'chat.completion.chunk',
      created: start.createdAtSeconds ?? createdAtSeconds,
      model,
      ...(tier !== undefined && { service_tier: tier }),
      ...ownExtensions(start.extensions, 'openai-chat', this.#losses),
    });
    // A client that asked for usage finds it null in every chunk but the last.
    return `${head.slice(0, -1)}${streamUsage ? ',"usage":null' : ''},"choices":[`;
  }

  #choice(index: number): ChoiceEncoder {
    let choice = this.#choices.get(index);
    if (choice === undefined) {
      choice = new ChoiceEncoder(
        index,
        this.#context.requestId,
        (body) => `data: ${this.#head}${body}]}\n\n`,
      );
      this.#choices.set(index, choice);
    }
    return choice;
  }

  #media(choice: number, media: MediaPart): string {
    if (media.type === 'image') {
      const images: Parameters<typeof encodeImage>[1] = [];
      encodeImage(media, images, this.#losses);
      return images.length === 0 ? '' : this.#choice(choice).member('images', images);
    }
    if (media.type !== 'audio') {
      this.#losses.add(media.type);
      return '';
    }
    const audio = encodeAudio(media, this.#losses);
    return audio === null ? '' : this.#choice(choice).member('audio', audio);
  }

  #usageChunk(): string {
    if (this.#usage === null || !this.#context.streamUsage) return '';
    const head = this.#head.replace(',"usage":null,"choices":[', '');
    return formatEvent(`${head},"choices":[],"usage":${JSON.stringify(encodeUsage(this.#usage))}}`);
  }
}
