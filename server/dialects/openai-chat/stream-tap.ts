import type { Fault } from '../../canonical/fault.ts';
import type { Finish } from '../../canonical/finish.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { RelayReading, StreamTap } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { decodeStreamFault } from './fault.ts';
import { decodeFinish } from './finish.ts';
import { messageText, parseObject } from './message-text.ts';
import { usageOf } from './usage.ts';

/**
 * Watches a relayed stream. Most chunks carry a few letters of text and are not even parsed: only those whose
 * text shows a member of interest are. The others are kept, to be read if the tokens must be estimated.
 */
export class OpenAiChatStreamTap implements StreamTap {
  readonly #wantsUsage: boolean;
  readonly #chunks: string[] = [];
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
    this.#chunks.push(data);
    this.#hasToolCalls ||= data.includes('"tool_calls":[') || data.includes('"tool_calls": [');
    this.#hasRefusal ||= data.includes('"refusal":"') || data.includes('"refusal": "');
    if (this.#model !== null && !isOfInterest(data)) return true;
    const chunk = parseObject(data);
    if (chunk === null) return true;
    return this.#read(chunk, event.event);
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
      text: () => this.#chunks.map(textOfChunk).join(''),
    };
  }

  /** @returns Whether the chunk is the client's to see. */
  #read(chunk: JsonObject, eventName: string | null): boolean {
    if (typeof chunk.model === 'string' && chunk.model !== '') this.#model ??= chunk.model;
    const error = chunk.error ?? (eventName === 'error' ? chunk : null);
    if (error !== null) this.#fault ??= decodeStreamFault(error);
    const choices = Array.isArray(chunk.choices) ? chunk.choices : null;
    for (const choice of choices ?? []) if (isJsonObject(choice)) this.#readFinish(choice);
    const usage = usageOf(chunk);
    if (usage === null) return true;
    this.#usage = usage;
    return this.#wantsUsage || choices === null || choices.length > 0;
  }

  #readFinish(choice: JsonObject): void {
    const { finish_reason: raw, native_finish_reason: native } = choice;
    if (typeof raw !== 'string' || raw === '') return;
    this.#finish = decodeFinish(raw, {
      native: typeof native === 'string' ? native : null,
      hasToolCalls: this.#hasToolCalls,
      hasRefusal: this.#hasRefusal,
    });
  }
}

/** Inside a JSON string a quote is escaped, so these can only be members. */
function isOfInterest(data: string): boolean {
  return (
    followedBy(data, '"usage":', 0x7b) ||
    followedBy(data, '"finish_reason":', 0x22) ||
    data.includes('"error":')
  );
}

/** Whether the member's value begins with the given character. */
function followedBy(data: string, member: string, character: number): boolean {
  let at = data.indexOf(member);
  while (at !== -1) {
    at += member.length;
    while (data.charCodeAt(at) === 0x20) at += 1;
    if (data.charCodeAt(at) === character) return true;
    at = data.indexOf(member, at);
  }
  return false;
}

function textOfChunk(data: string): string {
  const choices: JsonValue | undefined = parseObject(data)?.choices;
  if (!Array.isArray(choices)) return '';
  return choices.map((choice) => (isJsonObject(choice) ? messageText(choice.delta) : '')).join('');
}
