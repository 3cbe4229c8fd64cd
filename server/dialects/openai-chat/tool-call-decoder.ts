import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Signature } from '../../canonical/part.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import { deriveId } from '../shared/derive-id.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { argumentsText } from './decode-tool-calls.ts';
import { decodeThoughtSignature } from './thought-signature.ts';

interface OpenCall {
  /** The wire's `index`, where the server gives one. */
  index: number | null;
  id: string;
  name: string;
  /** Null until it is started, which waits for the name. */
  part: number | null;
  /** Arguments that came before the name. */
  held: string;
  freeText: boolean;
  signature: Signature | undefined;
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
  #calls: OpenCall[] = [];

  /** @param seed Ids that the server leaves out are derived from it. @param nextPart Takes a part's number. */
  constructor(choice: number, seed: string, nextPart: () => number) {
    this.#choice = choice;
    this.#seed = seed;
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
    const call = this.#callFor(wireIndex(delta.index), id, name);
    if (call.name === '') call.name = name;
    if (custom !== null) call.freeText = true;
    call.signature ??= decodeThoughtSignature(delta.extra_content);
    const text = custom === null ? argumentsText(body.arguments) : argumentsText(custom.input);
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
  }

  #callFor(index: number | null, id: string, name: string): OpenCall {
    const known = this.#find(index, id, name);
    if (known !== undefined) return known;
    const call: OpenCall = {
      index,
      id: id === '' ? deriveId('call_', this.#seed, this.count) : id,
      name: '',
      part: null,
      held: '',
      freeText: false,
      signature: undefined,
    };
    this.count += 1;
    this.#calls.push(call);
    return call;
  }

  /** The call a delta continues; undefined when it begins another one. */
  #find(index: number | null, id: string, name: string): OpenCall | undefined {
    if (id !== '') {
      const sameId = this.#calls.findLast((call) => call.id === id);
      if (sameId !== undefined) return sameId;
      // A new id together with a name begins a call, whatever its index says.
      if (name !== '') return undefined;
    }
    if (index !== null) return this.#calls.findLast((call) => call.index === index);
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
