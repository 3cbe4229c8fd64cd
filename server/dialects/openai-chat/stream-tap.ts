import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { Finish } from '../../canonical/finish.ts';
import type { JsonObject } from '../../canonical/json.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { RelayReading, StreamTap } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { parseObject } from '../shared/parse-object.ts';
import { SaidText } from '../shared/said-text.ts';
import { decodeStreamFault, errorIn } from './fault.ts';
import { decodeFinish } from './finish.ts';
import { messageText } from './message-text.ts';
import { usageOf } from './usage.ts';

/**
 * Watches a relayed stream. Parsing a chunk costs less than a microsecond, which is less than looking for the
 * members of interest in its text.
 */
export class OpenAiChatStreamTap implements StreamTap {
  readonly #wantsUsage: boolean;
  readonly #said = new SaidText();
  #model: string | null = null;
  #usage: Usage | null = null;
  #finish: Finish | null = null;
  #hasToolCalls = false;
  #hasRefusal = false;
  #done = false;
  #fault: Fault | null = null;

  /** @param body The client's request. */
  constructor(body: JsonObject) {
    this.#wantsUsage = isJsonObject(body.stream_options) && body.stream_options.include_usage === true;
  }

  push(event: ServerSentEvent): boolean {
    const { data } = event;
    if (data === '') return true;
    if (data.startsWith('[DONE]')) {
      this.#done = true;
      return true;
    }
    const chunk = parseObject(data);
    return chunk === null || this.#read(chunk, event.event);
  }

  get over(): boolean {
    return this.#fault !== null || this.#done || this.#finish !== null;
  }

  reading(): RelayReading {
    return {
      model: this.#model,
      usage: this.#usage,
      finish: this.#finish,
      complete: this.#fault === null && (this.#done || this.#finish !== null),
      fault: this.#fault,
      text: () => this.#said.toString(),
      textLength: () => this.#said.length,
    };
  }

  progress(): AnswerProgress {
    return { model: this.#model, usage: this.#usage, textBytes: this.#said.bytes };
  }

  /** @returns Whether the chunk is the client's to see. */
  #read(chunk: JsonObject, eventName: string | null): boolean {
    if (typeof chunk.model === 'string' && chunk.model !== '') this.#model ??= chunk.model;
    const error = errorIn(chunk, eventName);
    if (error !== null) this.#fault ??= decodeStreamFault(error);
    const choices = Array.isArray(chunk.choices) ? chunk.choices : null;
    for (const choice of choices ?? []) if (isJsonObject(choice)) this.#readChoice(choice);
    const usage = usageOf(chunk);
    if (usage === null) return true;
    this.#usage = usage;
    return this.#wantsUsage || choices === null || choices.length > 0;
  }

  #readChoice(choice: JsonObject): void {
    const { delta, finish_reason: raw, native_finish_reason: native } = choice;
    if (isJsonObject(delta)) {
      this.#said.push(messageText(delta));
      this.#hasToolCalls ||= Array.isArray(delta.tool_calls) && delta.tool_calls.length > 0;
      this.#hasRefusal ||= typeof delta.refusal === 'string' && delta.refusal !== '';
    }
    if (typeof raw !== 'string' || raw === '') return;
    this.#finish = decodeFinish(raw, {
      native: typeof native === 'string' ? native : null,
      hasToolCalls: this.#hasToolCalls,
      hasRefusal: this.#hasRefusal,
    });
  }
}
