import { bounds, overBound } from '../../canonical/bounds.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Signature } from '../../canonical/part.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { ArgumentsMeter } from '../shared/arguments-meter.ts';
import { deriveId } from '../shared/derive-id.ts';
import { JsonMeter } from '../shared/json-meter.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { argumentsText } from './decode-tool-calls.ts';
import { decodeThoughtSignature } from './thought-signature.ts';

interface OpenCall {
  id: string;
  name: string;
  /** Null until it is started, which waits for the name. */
  part: number | null;
  /** Arguments that came before the name. */
  held: string;
  freeText: boolean;
  signature: Signature | undefined;
  /** Of its arguments so far. */
  meter: JsonMeter;
}

/**
 * Follows the tool calls of one choice through their deltas. OpenAI numbers them; other servers leave the index
 * out, give every call index 0, repeat the id in each delta, leave ids out, or send each call whole.
 */
export class ToolCallDecoder {
  /** How many calls there have been. */
  count = 0;
  readonly #choice: number;
  readonly #seed: string;
  readonly #nextPart: () => number;
  readonly #arguments: ArgumentsMeter;
  #calls: OpenCall[] = [];
  /** The last of those that are open with an id, or a wire's index. */
  readonly #byId = new Map<string, OpenCall>();
  readonly #byIndex = new Map<number, OpenCall>();

  /**
   * @param seed Ids that the server leaves out are derived from it.
   * @param meter Of the whole answer. @param nextPart Takes a part's number.
   */
  constructor(choice: number, seed: string, meter: ArgumentsMeter, nextPart: () => number) {
    this.#choice = choice;
    this.#seed = seed;
    this.#arguments = meter;
    this.#nextPart = nextPart;
  }

  get isOpen(): boolean {
    return this.#calls.length > 0;
  }

  push(delta: JsonObject, events: StreamEvent[]): void {
    const custom = isJsonObject(delta.custom) ? delta.custom : null;
    const body = custom ?? (isJsonObject(delta.function) ? delta.function : {});
    const id = typeof delta.id === 'string' ? delta.id : '';
    const name = typeof body.name === 'string' ? body.name : '';
    if (id.length > bounds.id.most) throw overBound('upstream_malformed', 'id');
    if (name.length > bounds.toolName.most) throw overBound('upstream_malformed', 'toolName');
    const call = this.#callFor(wireIndex(delta.index), id, name);
    if (call.name === '') call.name = name;
    // Once it has begun a call stays what it is.
    if (custom !== null && call.part === null) call.freeText = true;
    call.signature ??= decodeThoughtSignature(delta.extra_content);
    const text = custom === null ? argumentsText(body.arguments) : argumentsText(custom.input);
    if (!call.freeText) this.#arguments.piece(call.meter, text);
    if (call.part === null && call.name === '') call.held += text;
    else this.#append(call.part ?? this.#start(call, events), text, events);
  }

  close(events: StreamEvent[]): void {
    for (const call of this.#calls) {
      // A call that never got a name cannot be answered, but its arguments are kept.
      const part = call.part ?? this.#start(call, events);
      const end: StreamEvent = { type: 'tool-call-end', choice: this.#choice, part };
      if (call.signature !== undefined) end.signature = call.signature;
      events.push(end);
    }
    this.#calls = [];
    this.#byId.clear();
    this.#byIndex.clear();
  }

  #callFor(index: number | null, id: string, name: string): OpenCall {
    const known = this.#find(index, id, name);
    if (known !== undefined) return known;
    if (this.count >= bounds.toolCalls.most) throw overBound('upstream_malformed', 'toolCalls');
    const call: OpenCall = {
      id: id === '' ? deriveId('call_', this.#seed, this.count) : id,
      name: '',
      part: null,
      held: '',
      freeText: false,
      signature: undefined,
      meter: new JsonMeter(),
    };
    this.count += 1;
    this.#calls.push(call);
    this.#byId.set(call.id, call);
    if (index !== null) this.#byIndex.set(index, call);
    return call;
  }

  /** The call a delta continues; undefined when it begins another one. */
  #find(index: number | null, id: string, name: string): OpenCall | undefined {
    if (id !== '') {
      const sameId = this.#byId.get(id);
      if (sameId !== undefined) return sameId;
      // A new id together with a name begins a call, whatever its index says.
      if (name !== '') return undefined;
    }
    if (index !== null) return this.#byIndex.get(index);
    // Without index and id, a name begins a call and anything else continues the last one.
    return name === '' ? this.#calls.at(-1) : undefined;
  }

  /** @returns The number of its part. */
  #start(call: OpenCall, events: StreamEvent[]): number {
    const part = this.#nextPart();
    call.part = part;
    const start: StreamEvent = {
      type: 'tool-call-start',
      choice: this.#choice,
      part,
      id: call.id,
      name: call.name,
    };
    if (call.freeText) start.freeText = true;
    if (call.signature !== undefined) start.signature = call.signature;
    events.push(start);
    this.#append(part, call.held, events);
    return part;
  }

  #append(part: number, text: string, events: StreamEvent[]): void {
    if (text === '') return;
    events.push({ type: 'tool-call-delta', choice: this.#choice, part, arguments: text });
  }
}

function wireIndex(index: JsonValue | undefined): number | null {
  return typeof index === 'number' ? index : null;
}
