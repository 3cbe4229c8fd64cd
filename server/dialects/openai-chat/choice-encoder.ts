import type { Finish } from '../../canonical/finish.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { Signature } from '../../canonical/part.ts';
import type { TokenLogprob } from '../../canonical/response.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import { deriveId } from '../shared/derive-id.ts';
import { encodeFinish } from './finish.ts';
import { encodeLogprobs } from './logprobs.ts';
import { encodeEncryptedDetail, encodeReasoningDetail } from './reasoning-parts.ts';
import { encodeThoughtSignature } from './thought-signature.ts';

interface ToolCallState {
  index: number;
  freeText: boolean;
  hasArguments: boolean;
}

/** Writes the deltas of one choice. Each method gives the chunks for what it is told. */
export class ChoiceEncoder {
  readonly #index: number;
  readonly #seed: string;
  readonly #chunk: (choices: string) => string;
  #hasRole = false;
  #hasRefusal = false;
  #reasoningText = '';
  #reasoningParts = 0;
  /** By part number. */
  readonly #toolCalls = new Map<number, ToolCallState>();

  /** @param chunk Puts the text of a choice into a whole event. */
  constructor(index: number, requestId: string, chunk: (choices: string) => string) {
    this.#index = index;
    this.#seed = `${requestId}/${index}`;
    this.#chunk = chunk;
  }

  /** The role comes once, first. */
  start(): string {
    if (this.#hasRole) return '';
    this.#hasRole = true;
    return this.#write('{"role":"assistant","content":"","refusal":null}');
  }

  text(text: string, logprobs?: readonly TokenLogprob[]): string {
    const tokens = logprobs && `{"content":${JSON.stringify(encodeLogprobs(logprobs))},"refusal":null}`;
    return this.#delta(`{"content":${JSON.stringify(text)}}`, tokens);
  }

  textEnd(signature: Signature | undefined): string {
    return signature?.dialect === 'gemini'
      ? this.member('extra_content', encodeThoughtSignature(signature))
      : '';
  }

  reasoningStart(redacted: Signature | undefined): string {
    this.#reasoningText = '';
    if (redacted === undefined) return this.start();
    return this.member('reasoning_details', [encodeEncryptedDetail(redacted, this.#reasoningParts)]);
  }

  reasoning(text: string): string {
    this.#reasoningText += text;
    return this.#delta(`{"reasoning_content":${JSON.stringify(text)}}`);
  }

  /** A signature belongs to the whole text, which is therefore said once more beside it. */
  reasoningEnd(signature: Signature | undefined): string {
    const index = this.#reasoningParts;
    this.#reasoningParts += 1;
    if (signature === undefined) return '';
    const detail = encodeReasoningDetail({ type: 'reasoning', text: this.#reasoningText, signature }, index);
    return this.member('reasoning_details', [detail]);
  }

  toolCallStart(event: StreamEvent & { type: 'tool-call-start' }): string {
    const index = this.#toolCalls.size;
    const freeText = event.freeText === true;
    this.#toolCalls.set(event.part, { index, freeText, hasArguments: false });
    return this.member('tool_calls', [
      {
        index,
        id: event.id === '' ? deriveId('call_', this.#seed, index) : event.id,
        ...(freeText
          ? { type: 'custom', custom: { name: event.name, input: '' } }
          : { type: 'function', function: { name: event.name, arguments: '' } }),
        ...signed(event.signature),
      },
    ]);
  }

  toolCallArguments(part: number, text: string): string {
    const call = this.#toolCalls.get(part);
    if (call === undefined || text === '') return '';
    call.hasArguments = true;
    const body = call.freeText
      ? `"custom":{"input":${JSON.stringify(text)}}`
      : `"function":{"arguments":${JSON.stringify(text)}}`;
    return this.#delta(`{"tool_calls":[{"index":${call.index},${body}}]}`);
  }

  /** Clients parse the arguments: none at all is written as an empty object. */
  toolCallEnd(part: number, signature: Signature | undefined): string {
    const call = this.#toolCalls.get(part);
    if (call === undefined) return '';
    const filled = call.hasArguments || call.freeText ? '' : this.toolCallArguments(part, '{}');
    if (signature?.dialect !== 'gemini') return filled;
    return filled + this.member('tool_calls', [{ index: call.index, ...signed(signature) }]);
  }

  refusal(text: string, logprobs?: readonly TokenLogprob[]): string {
    this.#hasRefusal = true;
    const tokens = logprobs && `{"content":null,"refusal":${JSON.stringify(encodeLogprobs(logprobs))}}`;
    return this.#delta(`{"refusal":${JSON.stringify(text)}}`, tokens);
  }

  /** A delta of one member that comes whole. */
  member(name: string, value: JsonValue): string {
    return this.#delta(`{"${name}":${JSON.stringify(value)}}`);
  }

  /** @param extras Members of the message that are known only now (annotations). */
  finish(finish: Finish, extras: Readonly<Record<string, JsonValue>> | undefined): string {
    const before = extras === undefined ? this.start() : this.#delta(JSON.stringify(extras));
    const reason = JSON.stringify(encodeFinish(finish, this.#hasRefusal)).slice(1, -1);
    return before + this.#chunk(`{"index":${this.#index},"delta":{},"logprobs":null,${reason}}`);
  }

  #delta(delta: string, logprobs?: string): string {
    return this.#hasRole ? this.#write(delta, logprobs) : this.start() + this.#write(delta, logprobs);
  }

  #write(delta: string, logprobs = 'null'): string {
    return this.#chunk(
      `{"index":${this.#index},"delta":${delta},"logprobs":${logprobs},"finish_reason":null}`,
    );
  }
}

/** Only Gemini's signatures have a place on a tool call. */
function signed(signature: Signature | undefined): { extra_content?: JsonValue } {
  return signature?.dialect === 'gemini' ? { extra_content: encodeThoughtSignature(signature) } : {};
}
