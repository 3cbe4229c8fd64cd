import type { Finish } from '../../canonical/finish.ts';
import type { JsonObject } from '../../canonical/json.ts';
import { type Loss, Losses } from '../../canonical/loss.ts';
import type { Extensions } from '../../canonical/part.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { ResponseContext, StreamEncoder } from '../dialect.ts';
import { formatEvent } from '../server-sent-events.ts';
import { responseId } from '../shared/derive-id.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { BlockEncoder } from './block-encoder.ts';
import { messageIdPrefix } from './encode-response.ts';
import { encodeErrorBody } from './fault.ts';
import { encodeFinish, finishFor, isFinishLost } from './finish.ts';
import { encodeUsage } from './usage.ts';
import { dialectName } from './vocabulary.ts';

export function createStreamEncoder(context: ResponseContext): StreamEncoder {
  return new MessageStreamEncoder(context);
}

/** Source: platform.claude.com/docs, "Streaming messages". */
class MessageStreamEncoder implements StreamEncoder {
  readonly #context: ResponseContext;
  readonly #losses = new Losses();
  readonly #blocks = new BlockEncoder(this.#losses);
  #usage: Usage | null = null;
  #serviceTier: string | undefined;
  #finish: { finish: Finish; extensions?: Extensions } | null = null;

  constructor(context: ResponseContext) {
    this.#context = context;
  }

  get losses(): Loss[] {
    return this.#losses.list;
  }

  push(event: StreamEvent): string {
    switch (event.type) {
      case 'response-start':
        return this.#start(event);
      case 'usage':
        this.#usage = event.usage;
        return '';
      case 'finish':
        if (event.choice === 0) this.#finish = event;
        return '';
      case 'response-end':
        return this.#end();
      case 'ping':
        return formatEvent('{"type":"ping"}', 'ping');
      case 'error':
        return formatEvent(JSON.stringify(encodeErrorBody(event.fault, this.#context.requestId)), 'error');
      default:
        if (event.choice !== 0) {
          this.#losses.add('n');
          return '';
        }
        return this.#blocks.push(event);
    }
  }

  #start(event: Extract<StreamEvent, { type: 'response-start' }>): string {
    this.#serviceTier = event.serviceTier;
    const message: JsonObject = {
      id: responseId(messageIdPrefix, event.id, this.#context.requestId),
      type: 'message',
      role: 'assistant',
      model: this.#context.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      // What is not known yet: the counts come with message_delta, which replaces them.
      usage: encodeUsage(this.#usage, event.serviceTier),
      ...ownExtensions(event.extensions, dialectName, this.#losses),
    };
    return formatEvent(JSON.stringify({ type: 'message_start', message }), 'message_start');
  }

  #end(): string {
    const given = this.#finish?.finish ?? { unified: 'other', raw: null };
    const closing = this.#blocks.closeAll();
    if (isFinishLost(given)) this.#losses.add('stop_reason');
    const data = {
      type: 'message_delta',
      delta: {
        ...encodeFinish(finishFor(given, this.#blocks.contents)),
        ...ownExtensions(this.#finish?.extensions, dialectName, this.#losses),
      },
      usage: encodeUsage(this.#usage, this.#serviceTier),
    };
    return (
      closing +
      formatEvent(JSON.stringify(data), 'message_delta') +
      formatEvent('{"type":"message_stop"}', 'message_stop')
    );
  }
}
