import { overBound } from '../../canonical/bounds.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { StreamDecoder } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { isJsonObject, JsonReader } from '../shared/json-reader.ts';
import { BlockDecoder } from './block-decoder.ts';
import { finishExtensions } from './decode-response.ts';
import { decodeStreamFault } from './fault.ts';
import { decodeFinish } from './finish.ts';
import { decodeUsage, mergeUsage } from './usage.ts';
import { boundOfUsage } from './usage-bounds.ts';

export function createStreamDecoder(): StreamDecoder {
  return new MessageStreamDecoder();
}

/** Source: platform.claude.com/docs, "Streaming messages". */
class MessageStreamDecoder implements StreamDecoder {
  #started = false;
  #finished = false;
  /** After `response-end` or `error` nothing follows. */
  #over = false;
  #usage: JsonObject | null = null;
  readonly #blocks = new BlockDecoder();

  push(event: ServerSentEvent): StreamEvent[] {
    if (this.#over || event.data === '') return [];
    try {
      const data = JsonReader.of(JSON.parse(event.data) as JsonValue, 'upstream_malformed');
      return this.#decode(data);
    } catch (cause) {
      this.#over = true;
      const fault = cause instanceof Fault ? cause : new Fault('upstream_malformed', undefined, { cause });
      return [...this.#blocks.closeAll(), { type: 'error', fault }];
    }
  }

  end(): StreamEvent[] {
    if (this.#over) return [];
    if (this.#finished) return this.#endResponse();
    this.#over = true;
    const fault = new Fault('upstream_error', 'The provider broke off its answer.');
    return [...this.#blocks.closeAll(), { type: 'error', fault }];
  }

  #decode(data: JsonReader): StreamEvent[] {
    switch (data.value('type')) {
      case 'message_start':
        return this.#start(data.reader('message'));
      case 'content_block_start':
        return [...this.#startIfNeeded(), ...this.#blocks.start(data)];
      case 'content_block_delta':
        return this.#blocks.delta(data);
      case 'content_block_stop':
        return this.#blocks.stop(data);
      case 'message_delta':
        return this.#messageDelta(data);
      case 'message_stop':
        return this.#endResponse();
      case 'ping':
        return [{ type: 'ping' }];
      case 'error':
        this.#over = true;
        return [...this.#blocks.closeAll(), { type: 'error', fault: decodeStreamFault(data.object) }];
      default:
        // Anthropic reserves the right to add events; clients are to ignore those they do not know.
        return [];
    }
  }

  #start(message: JsonReader): StreamEvent[] {
    if (this.#started) return [];
    this.#started = true;
    const wireUsage = message.value('usage');
    const tier = isJsonObject(wireUsage) ? wireUsage.service_tier : undefined;
    const events: StreamEvent[] = [
      {
        type: 'response-start',
        id: message.optionalString('id', 'answerId') ?? '',
        model: message.optionalString('model', 'modelName') ?? '',
        serviceTier: typeof tier === 'string' ? tier : undefined,
      },
    ];
    this.#pushUsage(wireUsage, events);
    return events;
  }

  #startIfNeeded(): StreamEvent[] {
    if (this.#started) return [];
    this.#started = true;
    return [{ type: 'response-start', id: '', model: '' }];
  }

  #messageDelta(data: JsonReader): StreamEvent[] {
    const events = this.#startIfNeeded();
    this.#pushUsage(data.value('usage'), events);
    const delta = data.optionalReader('delta');
    if (delta === undefined || delta.value('stop_reason') === undefined || this.#finished) return events;
    this.#finished = true;
    events.push(...this.#blocks.closeAll(), {
      type: 'finish',
      choice: 0,
      finish: decodeFinish(delta.value('stop_reason'), delta.value('stop_sequence')),
      extensions: finishExtensions(delta),
    });
    return events;
  }

  #pushUsage(wireUsage: JsonValue | undefined, into: StreamEvent[]): void {
    const exceeded = boundOfUsage(wireUsage);
    if (exceeded !== null) throw overBound('upstream_malformed', exceeded, 'usage');
    this.#usage = mergeUsage(this.#usage, wireUsage);
    const usage = this.#usage === null ? null : decodeUsage(this.#usage);
    if (usage !== null && isJsonObject(wireUsage)) into.push({ type: 'usage', usage });
  }

  #endResponse(): StreamEvent[] {
    const events = this.#startIfNeeded();
    events.push(...this.#blocks.closeAll());
    if (!this.#finished) {
      events.push({ type: 'finish', choice: 0, finish: { unified: 'other', raw: null } });
    }
    this.#over = true;
    this.#finished = true;
    events.push({ type: 'response-end' });
    return events;
  }
}
