import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import { ArgumentsMeter } from '../shared/arguments-meter.ts';
import { JsonMeter } from '../shared/json-meter.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';
import { parseArguments } from '../shared/parse-arguments.ts';
import { dialectName, ownSignature } from './vocabulary.ts';

interface OpenBlock {
  /** Its number on the wire. */
  index: number;
  /** Its number as a part. */
  part: number;
  type: string;
  /** As it started. */
  block: JsonObject;
  signature: string;
  /** Arguments so far: JSON text in pieces. */
  json: string;
  /** Of the arguments so far. */
  meter: JsonMeter;
  citations: JsonValue[];
}

/** Content blocks of a stream as parts. Anthropic sends one block at a time; one that was not closed ends when the next starts. */
export class BlockDecoder {
  #open: OpenBlock | null = null;
  #parts = 0;
  #toolCalls = 0;
  readonly #arguments = new ArgumentsMeter('upstream_malformed');

  start(data: JsonReader): StreamEvent[] {
    const events = this.closeAll();
    const block = data.reader('content_block');
    const type = block.string('type');
    const part = this.#parts;
    data.within('content_block', part + 1, 'answerParts');
    this.#parts += 1;
    this.#open = {
      index: data.optionalInteger('index') ?? part,
      part,
      type,
      block: block.object,
      signature: block.optionalString('signature') ?? '',
      json: '',
      meter: new JsonMeter(),
      citations: [],
    };
    switch (type) {
      case 'text': {
        events.push({ type: 'text-start', choice: 0, part });
        const text = block.optionalString('text') ?? '';
        if (text !== '') events.push({ type: 'text-delta', choice: 0, part, text });
        break;
      }
      case 'thinking': {
        events.push({ type: 'reasoning-start', choice: 0, part });
        const text = block.optionalString('thinking') ?? '';
        if (text !== '') events.push({ type: 'reasoning-delta', choice: 0, part, text });
        break;
      }
      case 'redacted_thinking':
        events.push({
          type: 'reasoning-start',
          choice: 0,
          part,
          redacted: ownSignature(block.string('data')),
        });
        break;
      case 'tool_use':
        this.#toolCalls += 1;
        data.within('content_block', this.#toolCalls, 'toolCalls');
        events.push({
          type: 'tool-call-start',
          choice: 0,
          part,
          id: block.string('id', 'id'),
          name: block.string('name', 'toolName'),
        });
        break;
    }
    return events;
  }

  delta(data: JsonReader): StreamEvent[] {
    const open = this.#open;
    if (open === null || (data.optionalInteger('index') ?? open.index) !== open.index) {
      throw data.wrong('index', 'the index of the open content block');
    }
    const delta = data.reader('delta');
    const { part } = open;
    switch (delta.string('type')) {
      case 'text_delta':
        if (open.type !== 'text') return [];
        return [{ type: 'text-delta', choice: 0, part, text: delta.string('text') }];
      case 'thinking_delta':
        if (open.type !== 'thinking') return [];
        return [{ type: 'reasoning-delta', choice: 0, part, text: delta.string('thinking') }];
      case 'signature_delta':
        open.signature += delta.string('signature');
        return [];
      case 'input_json_delta':
        return this.#argumentsDelta(open, delta.string('partial_json'));
      case 'citations_delta':
        open.citations.push(delta.value('citation') ?? null);
        delta.within('citation', open.citations.length, 'citations');
        return [];
      default:
        return [];
    }
  }

  stop(data: JsonReader): StreamEvent[] {
    const index = data.optionalInteger('index');
    return this.#open !== null && (index ?? this.#open.index) === this.#open.index ? this.closeAll() : [];
  }

  /** Ends what is open. */
  closeAll(): StreamEvent[] {
    const open = this.#open;
    if (open === null) return [];
    this.#open = null;
    const { part } = open;
    switch (open.type) {
      case 'text':
        return [{ type: 'text-end', choice: 0, part, extensions: textExtensions(open) }];
      case 'thinking':
        return [{ type: 'reasoning-end', choice: 0, part, signature: ownSignature(open.signature) }];
      case 'redacted_thinking':
        return [{ type: 'reasoning-end', choice: 0, part }];
      case 'tool_use': {
        const end: StreamEvent = { type: 'tool-call-end', choice: 0, part };
        // Some servers send the arguments whole, with the start.
        const whole = open.json === '' ? inputText(open.block.input) : '';
        return whole === '' ? [end] : [{ type: 'tool-call-delta', choice: 0, part, arguments: whole }, end];
      }
      default:
        return [
          {
            type: 'extension',
            choice: 0,
            part,
            dialect: dialectName,
            kind: open.type,
            value: wholeBlock(open),
          },
        ];
    }
  }

  #argumentsDelta(open: OpenBlock, json: string): StreamEvent[] {
    if (json === '') return [];
    this.#arguments.piece(open.meter, json);
    open.json += json;
    if (open.type !== 'tool_use') return [];
    return [{ type: 'tool-call-delta', choice: 0, part: open.part, arguments: json }];
  }
}

function textExtensions(open: OpenBlock) {
  const atStart = Array.isArray(open.block.citations) ? open.block.citations : [];
  const citations = [...atStart, ...open.citations];
  return citations.length === 0 ? undefined : { [dialectName]: { citations } };
}

/** A block only this format has, with the input that came in pieces. */
function wholeBlock(open: OpenBlock): JsonObject {
  if (open.json === '') return open.block;
  return { ...open.block, input: parseArguments(open.json) ?? { arguments: open.json } };
}

function inputText(input: JsonValue | undefined): string {
  if (!isJsonObject(input) || Object.keys(input).length === 0) return '';
  try {
    return JSON.stringify(input);
  } catch {
    // Nested deeper than the stack: no arguments anyone could use.
    return '';
  }
}
