import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { Finish } from '../../canonical/finish.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Relay, RelayReading, StreamTap } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { parseObject } from '../shared/parse-object.ts';
import { replaceText, spliceMembers } from '../shared/splice-member.ts';
import { decodeStreamFault } from './fault.ts';
import { decodeFinish } from './finish.ts';
import { KeptDeltas } from './kept-deltas.ts';
import { textOfBlocks } from './relay-text.ts';
import { decodeUsage, mergeUsage } from './usage.ts';
import { boundOfUsage } from './usage-bounds.ts';

/** Both sides speak this format: bytes go through, and only the model's name is changed. */
export const relay: Relay = {
  prepareRequest(bytes, request, target) {
    const model = isJsonObject(request.body) ? request.body.model : undefined;
    const changes = new Map<string, string>();
    if (model !== target.model) changes.set('model', JSON.stringify(target.model));
    if (target.outputCap !== undefined) changes.set('max_tokens', String(target.outputCap));
    return spliceMembers(bytes, changes);
  },

  readResponse(bytes) {
    const body = parseObject(bytes.toString('utf8'));
    const stopReason = body?.stop_reason;
    return {
      model: typeof body?.model === 'string' ? body.model : null,
      usage: decodeUsage(body?.usage),
      finish: typeof stopReason === 'string' ? decodeFinish(stopReason, body?.stop_sequence) : null,
      complete: body?.type === 'message',
      fault: null,
      text: () => textOfBlocks(body?.content),
    };
  },

  createStreamTap: () => new MessageStreamTap(),

  renameModel(bytes, model) {
    // Of a stream only the first event names it.
    if (!bytes.includes('"model"')) return bytes;
    return replaceText(replaceText(bytes, ['message', 'model'], model), ['model'], model);
  },
};

/** Parses only the few events that hold what the ledger needs; the many deltas are kept as they are. */
class MessageStreamTap implements StreamTap {
  #model: string | null = null;
  #usage: JsonObject | null = null;
  #finish: Finish | null = null;
  #fault: Fault | null = null;
  #complete = false;
  readonly #deltas = new KeptDeltas();

  push(event: ServerSentEvent): boolean {
    if (event.data === '') return true;
    if (event.event === 'content_block_delta') this.#deltas.push(event.data);
    else this.#read(parseObject(event.data), event.data);
    return true;
  }

  get over(): boolean {
    return this.#complete || this.#fault !== null;
  }

  reading(): RelayReading {
    return {
      model: this.#model,
      usage: this.#usage === null ? null : decodeUsage(this.#usage),
      finish: this.#finish,
      complete: this.#complete,
      fault: this.#fault,
      text: () => this.#deltas.text(),
      textLength: () => this.#deltas.textLength(),
    };
  }

  progress(): AnswerProgress {
    const usage = this.#usage === null ? null : decodeUsage(this.#usage);
    return { model: this.#model, usage, textBytes: this.#deltas.textBytes };
  }

  /** One that is too large to be merged time and again is none that could be read. */
  #addUsage(usage: JsonValue | undefined): void {
    if (boundOfUsage(usage) === null) this.#usage = mergeUsage(this.#usage, usage);
  }

  #read(data: JsonObject | null, text: string): void {
    switch (data?.type) {
      case 'message_start':
        if (isJsonObject(data.message)) {
          if (typeof data.message.model === 'string') this.#model = data.message.model;
          this.#addUsage(data.message.usage);
        }
        break;
      case 'message_delta':
        this.#addUsage(data.usage);
        if (isJsonObject(data.delta) && typeof data.delta.stop_reason === 'string') {
          this.#finish = decodeFinish(data.delta.stop_reason, data.delta.stop_sequence);
        }
        break;
      case 'message_stop':
        this.#complete = true;
        break;
      case 'content_block_delta':
        // A server that leaves out the `event:` lines.
        this.#deltas.push(text);
        break;
      case 'error':
        this.#fault = decodeStreamFault(data);
        break;
    }
  }
}
