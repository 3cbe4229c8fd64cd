import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { ToolResultPart } from '../../canonical/part.ts';
import type { Message } from '../../canonical/request.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeFunctionResponse } from './encode-function-response.ts';
import { encodePart } from './encode-part.ts';
import { isGemini3OrLater } from './model-version.ts';
import { isDerivedCallId } from './tool-call-id.ts';

interface Content {
  role: 'user' | 'model';
  parts: JsonObject[];
}

/**
 * What Google names for calls whose signature never existed (made by another model, or before signatures);
 * Gemini 3 refuses a call without any (https://ai.google.dev/gemini-api/docs/thought-signatures).
 */
const noSignature = 'skip_thought_signature_validator';

/**
 * Leading system messages become the instruction. Results of parallel calls must stand in one content with
 * whatever the user adds, so turns of role `tool` are joined with their neighbours.
 */
export function encodeContents(
  messages: readonly Message[],
  model: string,
  losses: Losses,
): { systemInstruction?: JsonObject; contents: JsonObject[] } {
  const encoder = new ContentsEncoder(isGemini3OrLater(model), losses);
  messages.forEach((message, index) => {
    encoder.add(message, `messages[${index}]`);
  });
  return encoder.result();
}

/** One by one: results bring their media with them, too many to be arguments of one call. */
function append(into: JsonObject[], parts: readonly JsonObject[]): void {
  for (const part of parts) into.push(part);
}

class ContentsEncoder {
  readonly #instruction: JsonObject[] = [];
  readonly #contents: Content[] = [];
  readonly #losses: Losses;
  readonly #gemini3: boolean;
  /** Call id → its place among all calls and its function. */
  readonly #calls = new Map<string, { place: number; name: string }>();
  #joinsNext = false;

  constructor(gemini3: boolean, losses: Losses) {
    this.#gemini3 = gemini3;
    this.#losses = losses;
  }

  result(): { systemInstruction?: JsonObject; contents: JsonObject[] } {
    const contents = this.#contents.map(({ role, parts }) => ({ role, parts }));
    if (contents.length === 0 && this.#instruction.length > 0) {
      // Gemini wants something said by the user; a prompt that is only an instruction is best said so.
      this.#losses.add('system_position');
      return { contents: [{ role: 'user', parts: this.#instruction }] };
    }
    return this.#instruction.length === 0
      ? { contents }
      : { systemInstruction: { parts: this.#instruction }, contents };
  }

  add(message: Message, path: string): void {
    if (message.name !== undefined) this.#losses.add('name', path);
    const own = ownExtensions(message.extensions, 'gemini', this.#losses, path);
    const isSystem = message.role === 'system' || message.role === 'developer';
    const isLeading = isSystem && this.#contents.length === 0;
    if (isSystem && !isLeading) this.#losses.add('system_position', path);
    const parts = this.#partsOf(message, path);
    if (isLeading) {
      append(this.#instruction, parts);
      return;
    }
    const role = message.role === 'assistant' ? 'model' : 'user';
    const last = this.#contents.at(-1);
    const isTool = message.role === 'tool';
    if (last?.role === role && (isTool || this.#joinsNext)) append(last.parts, parts);
    // A turn of which nothing is left, or that was empty: Gemini refuses one without parts.
    else if (parts.length > 0) this.#contents.push({ role, parts, ...own });
    this.#joinsNext = isTool;
  }

  #partsOf(message: Message, path: string): JsonObject[] {
    const parts: JsonObject[] = [];
    let unsigned = this.#gemini3;
    const results: ToolResultPart[] = [];
    message.parts.forEach((part, index) => {
      const partPath = `${path}.parts[${index}]`;
      if (part.type === 'tool-result') {
        results.push(part);
        return;
      }
      const encoded = encodePart(part, this.#losses, partPath);
      if (encoded === null) return;
      if (part.type === 'tool-call') {
        this.#calls.set(part.id, { place: this.#calls.size, name: part.name });
        // Of parallel calls only the first is signed.
        if (unsigned && encoded.thoughtSignature === undefined) encoded.thoughtSignature = noSignature;
        unsigned = false;
      }
      parts.push(encoded);
    });
    for (const result of this.#inOrderOfCalls(results)) {
      const name = result.toolName ?? this.#calls.get(result.toolCallId)?.name;
      parts.push(...encodeFunctionResponse(result, name, this.#gemini3, this.#losses, path));
    }
    return parts;
  }

  /** Without ids Gemini matches results to calls of the same name by their order. */
  #inOrderOfCalls(results: ToolResultPart[]): ToolResultPart[] {
    if (!results.some((result) => isDerivedCallId(result.toolCallId))) return results;
    const place = (result: ToolResultPart) => this.#calls.get(result.toolCallId)?.place ?? this.#calls.size;
    return results.toSorted((one, other) => place(one) - place(other));
  }
}
