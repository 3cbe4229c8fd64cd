import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Signature } from '../../canonical/part.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import { formatEvent } from '../server-sent-events.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { nameKind } from '../shared/name-loss.ts';
import { toolUseId } from './tool-use-id.ts';
import { dialectName } from './vocabulary.ts';

type PartEvent = Extract<StreamEvent, { part: number }>;

/** A part on its way out. Text and thoughts start on the wire with their first character: empty blocks must not come back. */
interface OutgoingBlock {
  /** What `content_block_start` will hold. */
  start: JsonObject;
  /** Number on the wire once it has started. */
  index: number | null;
  /** Deltas that wait because an earlier block is still open. */
  waiting: string[];
  ended: boolean;
}

/**
 * Parts as content blocks. On this wire one block follows another, while tool calls of other formats may
 * interleave: what belongs to a later one waits until the earlier has ended.
 */
export class BlockEncoder {
  readonly contents = { toolCall: false, refusal: false };
  readonly #losses: Losses;
  /** In their order on the wire; those before the head are written. */
  #queue: OutgoingBlock[] = [];
  #head = 0;
  /** Those that have not ended. */
  readonly #open = new Map<number, OutgoingBlock>();
  /** Calls whose arguments are free text: they go as `{"input": …}`, as in an answer that is not streamed. */
  readonly #freeText = new Set<number>();
  #blocks = 0;

  constructor(losses: Losses) {
    this.#losses = losses;
  }

  push(event: PartEvent): string {
    const { part } = event;
    switch (event.type) {
      case 'text-start':
        return this.#place(part, { type: 'text', text: '' });
      case 'refusal-start':
        this.contents.refusal = true;
        return this.#place(part, { type: 'text', text: '' });
      case 'text-delta':
      case 'refusal-delta':
        if (event.logprobs !== undefined) this.#losses.add('logprobs');
        return this.#delta(part, 'text_delta', 'text', event.text);
      case 'text-end':
        if (event.signature !== undefined) this.#losses.add('reasoning_signature');
        return this.#endText(event);
      case 'reasoning-start':
        return this.#openReasoning(part, event.redacted);
      case 'reasoning-delta':
        return this.#delta(part, 'thinking_delta', 'thinking', event.text);
      case 'reasoning-end':
        return this.#sign(part, event.signature) + this.#end(part);
      case 'tool-call-start':
        return this.#openToolCall(event);
      case 'tool-call-delta':
        return this.#argumentsDelta(part, event.arguments);
      case 'tool-call-end':
        this.#nameForeign(event.signature);
        return this.#endToolCall(part);
      case 'refusal-end':
        return this.#end(part);
      case 'media':
        this.#losses.add(event.media.type);
        return '';
      case 'extension':
        return this.#extension(event);
    }
  }

  /** Ends whatever is still open. */
  closeAll(): string {
    for (const block of this.#open.values()) block.ended = true;
    this.#open.clear();
    return this.#advance();
  }

  #openReasoning(part: number, redacted: Signature | undefined): string {
    if (redacted?.dialect !== dialectName) {
      this.#nameForeign(redacted);
      return this.#place(part, { type: 'thinking', thinking: '', signature: '' });
    }
    this.#place(part, { type: 'redacted_thinking', data: redacted.value });
    return this.#begin(part);
  }

  #openToolCall(event: Extract<PartEvent, { type: 'tool-call-start' }>): string {
    this.contents.toolCall = true;
    this.#nameForeign(event.signature);
    this.#place(event.part, { type: 'tool_use', id: toolUseId(event.id), name: event.name, input: {} });
    if (event.freeText !== true) return this.#begin(event.part);
    this.#losses.add('custom_tool_call');
    this.#freeText.add(event.part);
    return this.#delta(event.part, 'input_json_delta', 'partial_json', '{"input":"');
  }

  #argumentsDelta(part: number, text: string): string {
    const json = this.#freeText.has(part) ? JSON.stringify(text).slice(1, -1) : text;
    return this.#delta(part, 'input_json_delta', 'partial_json', json);
  }

  #endToolCall(part: number): string {
    const closing = this.#freeText.has(part)
      ? this.#delta(part, 'input_json_delta', 'partial_json', '"}')
      : '';
    return closing + this.#end(part);
  }

  #endText(event: Extract<PartEvent, { type: 'text-end' }>): string {
    const own = ownExtensions(event.extensions, dialectName, this.#losses);
    const citations = Array.isArray(own?.citations) ? own.citations : [];
    let wire = '';
    for (const citation of citations) {
      wire += this.#emit(event.part, { type: 'citations_delta', citation });
    }
    return wire + this.#end(event.part);
  }

  #sign(part: number, signature: Signature | undefined): string {
    if (signature?.dialect === dialectName) {
      return this.#emit(part, { type: 'signature_delta', signature: signature.value });
    }
    this.#nameForeign(signature);
    return '';
  }

  #nameForeign(signature: Signature | undefined): void {
    if (signature !== undefined && signature.dialect !== dialectName) this.#losses.add('reasoning_signature');
  }

  #extension(event: Extract<PartEvent, { type: 'extension' }>): string {
    if (event.dialect !== dialectName || !isJsonObject(event.value)) {
      nameKind(this.#losses, event.kind, 'unknown_part');
      return '';
    }
    const streamed = event.kind === 'server_tool_use' && isJsonObject(event.value.input);
    this.#place(event.part, streamed ? { ...event.value, input: {} } : event.value);
    const input = streamed
      ? this.#emit(event.part, { type: 'input_json_delta', partial_json: JSON.stringify(event.value.input) })
      : this.#begin(event.part);
    return input + this.#end(event.part);
  }

  /** Takes its place in the queue; nothing is written yet. */
  #place(part: number, start: JsonObject): string {
    const block = { start, index: null, waiting: [], ended: false };
    this.#queue.push(block);
    this.#open.set(part, block);
    return '';
  }

  /** Writes the start of a block that says something even when empty. */
  #begin(part: number): string {
    const block = this.#open.get(part);
    if (block === undefined) return '';
    if (block === this.#queue[this.#head]) return this.#startOf(block);
    block.waiting.push('');
    return '';
  }

  #delta(part: number, type: string, member: string, text: string): string {
    if (text === '') return '';
    return this.#write(part, `{"type":"${type}","${member}":${JSON.stringify(text)}}`);
  }

  #emit(part: number, delta: { [member: string]: JsonValue }): string {
    return this.#write(part, JSON.stringify(delta));
  }

  #write(part: number, delta: string): string {
    const block = this.#open.get(part);
    if (block === undefined) return '';
    if (block === this.#queue[this.#head]) return this.#startOf(block) + deltaEvent(block.index ?? 0, delta);
    block.waiting.push(delta);
    return '';
  }

  #end(part: number): string {
    const block = this.#open.get(part);
    if (block === undefined) return '';
    block.ended = true;
    this.#open.delete(part);
    return this.#advance();
  }

  /** Writes what became due: the ends of finished blocks at the head, and what waited behind them. */
  #advance(): string {
    let wire = '';
    let head = this.#queue[this.#head];
    while (head !== undefined) {
      if (head.waiting.length > 0) wire += this.#startOf(head) + waitingEvents(head);
      if (!head.ended) return wire;
      if (head.index !== null) {
        wire += formatEvent(`{"type":"content_block_stop","index":${head.index}}`, 'content_block_stop');
      }
      this.#head += 1;
      head = this.#queue[this.#head];
    }
    this.#queue = [];
    this.#head = 0;
    return wire;
  }

  #startOf(block: OutgoingBlock): string {
    if (block.index !== null) return '';
    block.index = this.#blocks;
    this.#blocks += 1;
    const start = JSON.stringify(block.start);
    return formatEvent(
      `{"type":"content_block_start","index":${block.index},"content_block":${start}}`,
      'content_block_start',
    );
  }
}

/** What waited, now due. */
function waitingEvents(block: OutgoingBlock): string {
  const { index, waiting } = block;
  block.waiting = [];
  let wire = '';
  for (const delta of waiting) if (delta !== '') wire += deltaEvent(index ?? 0, delta);
  return wire;
}

function deltaEvent(index: number, delta: string): string {
  return `event: content_block_delta\ndata: {"type":"content_block_delta","index":${index},"delta":${delta}}\n\n`;
}
