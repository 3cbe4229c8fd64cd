import { bounds, overBound } from '../../canonical/bounds.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { StreamDecoder } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { ArgumentsMeter } from '../shared/arguments-meter.ts';
import { isJsonObject, JsonReader } from '../shared/json-reader.ts';
import { ChoiceDecoder } from './choice-decoder.ts';
import { knownResponseMembers } from './decode-response.ts';
import { decodeStreamFault, errorIn } from './fault.ts';
import { usageOf } from './usage.ts';

export class OpenAiChatStreamDecoder implements StreamDecoder {
  readonly #choices = new Map<number, ChoiceDecoder>();
  readonly #arguments = new ArgumentsMeter('upstream_malformed');
  #started = false;
  #id = '';
  /** `[DONE]` came, or an error did: nothing follows. */
  #over = false;

  push(event: ServerSentEvent): StreamEvent[] {
    if (this.#over) return [];
    try {
      return this.#decode(event);
    } catch (error) {
      return this.#fail(faultOf(error));
    }
  }

  end(): StreamEvent[] {
    if (this.#over) return [];
    try {
      return this.#finishAll(false);
    } catch (error) {
      return this.#fail(faultOf(error));
    }
  }

  #decode({ data, event }: ServerSentEvent): StreamEvent[] {
    // A comment keeps the connection warm (OpenRouter, while the model is being woken).
    if (data === '') return this.#started ? [{ type: 'ping' }] : [];
    if (data.startsWith('[DONE]')) return this.#finishAll(true);
    const chunk = parse(data);
    if (!isJsonObject(chunk)) {
      throw new Fault('upstream_malformed', 'The provider sent a chunk that is not a JSON object.');
    }
    const error = errorIn(chunk, event);
    return error === null ? this.#pushChunk(chunk) : this.#fail(decodeStreamFault(error));
  }

  #pushChunk(chunk: JsonObject): StreamEvent[] {
    const events: StreamEvent[] = [];
    const choices = Array.isArray(chunk.choices) ? chunk.choices : [];
    // Azure opens with a chunk that has neither id nor choices, only what its content filter found.
    if (!this.#started && (choices.length > 0 || (typeof chunk.id === 'string' && chunk.id !== ''))) {
      this.#start(chunk, events);
    }
    if (!this.#started) return events;
    for (const choice of choices) {
      if (isJsonObject(choice)) this.#choiceOf(choice.index).push(choice, events);
    }
    const usage = usageOf(chunk);
    if (usage !== null) events.push({ type: 'usage', usage });
    return events;
  }

  #start(chunk: JsonObject, events: StreamEvent[]): void {
    this.#started = true;
    const reader = JsonReader.of(chunk, 'upstream_malformed');
    this.#id = typeof chunk.id === 'string' ? reader.string('id', 'answerId') : '';
    const start: StreamEvent = {
      type: 'response-start',
      id: this.#id,
      model: typeof chunk.model === 'string' ? reader.string('model', 'modelName') : '',
    };
    if (typeof chunk.created === 'number') start.createdAtSeconds = chunk.created;
    if (typeof chunk.service_tier === 'string') start.serviceTier = chunk.service_tier;
    const rest = reader.rest(knownResponseMembers);
    if (rest !== undefined) start.extensions = { 'openai-chat': rest };
    events.push(start);
  }

  #choiceOf(index: JsonValue | undefined): ChoiceDecoder {
    const number = typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : 0;
    let choice = this.#choices.get(number);
    if (choice === undefined) {
      if (this.#choices.size >= bounds.choices.most) throw overBound('upstream_malformed', 'choices');
      choice = new ChoiceDecoder(number, this.#id, this.#arguments);
      this.#choices.set(number, choice);
    }
    return choice;
  }

  /** @param announced Whether the server said that this is the end; some never give a finish reason. */
  #finishAll(announced: boolean): StreamEvent[] {
    if (!this.#started) {
      return this.#fail(new Fault('upstream_malformed', 'The provider sent a stream without an answer.'));
    }
    const events: StreamEvent[] = [];
    let complete = announced || this.#choices.size > 0;
    for (const choice of this.#choices.values()) {
      if (choice.finished) continue;
      if (announced) choice.finish(null, {}, events);
      else {
        choice.closeParts(events);
        complete = false;
      }
    }
    if (!complete) {
      events.push(...this.#fail(new Fault('upstream_error', 'The provider broke off its answer.')));
      return events;
    }
    this.#over = true;
    events.push({ type: 'response-end' });
    return events;
  }

  #fail(fault: Fault): StreamEvent[] {
    this.#over = true;
    return [{ type: 'error', fault }];
  }
}

/** What went wrong with an answer; anything but its own doing passes through. */
function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (!(error instanceof RangeError)) throw error;
  return new Fault('upstream_malformed', 'The provider sent a chunk that is nested too deeply.');
}

function parse(data: string): JsonValue | undefined {
  try {
    return JSON.parse(data) as JsonValue;
  } catch {
    return undefined;
  }
}
