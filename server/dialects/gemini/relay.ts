import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { Finish } from '../../canonical/finish.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { Relay, RelayReading, StreamTap, Target, WireRequest } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { isJsonObject, JsonReader, ownMember } from '../shared/json-reader.ts';
import { replaceText, spliceInner, spliceMembers } from '../shared/splice-member.ts';
import { faultOfError } from './decode-fault.ts';
import { blockedFinish, decodeFinish } from './finish.ts';
import { KeptChunks } from './kept-chunks.ts';
import { spelled } from './spelling.ts';
import { decodeUsage } from './usage.ts';

export const relay: Relay = { prepareRequest, readResponse, createStreamTap, renameModel };

/** The model stands in the path; one that the body repeats must agree with it. */
function prepareRequest(bytes: Buffer, request: WireRequest, target: Target): Buffer {
  const named = isJsonObject(request.body) ? ownMember(request.body, 'model') : undefined;
  const changes = new Map<string, string>();
  if (named !== undefined && named !== target.model && named !== `models/${target.model}`) {
    changes.set('model', JSON.stringify(`models/${target.model}`));
  }
  const capped = target.outputCap === undefined ? bytes : capOutput(bytes, request, target.outputCap);
  return spliceMembers(capped, changes);
}

function capOutput(bytes: Buffer, request: WireRequest, outputCap: number): Buffer {
  const body = JsonReader.of(request.body, 'invalid_request');
  const config = spelled(body, 'generationConfig');
  const inner = body.optionalReader(config);
  const member = inner ? spelled(inner, 'maxOutputTokens') : 'maxOutputTokens';
  return spliceInner(bytes, config, new Map([[member, String(outputCap)]]));
}

function readResponse(bytes: Buffer): RelayReading {
  const tap = new GeminiTap();
  tap.push(bytes.toString('utf8'));
  return tap.reading();
}

function createStreamTap(): StreamTap {
  const tap = new GeminiTap();
  return {
    push(event: ServerSentEvent): boolean {
      if (event.data !== '') tap.push(event.data);
      return true;
    },
    get over() {
      return tap.over;
    },
    progress: () => tap.progress(),
    reading: () => tap.reading(),
  };
}

function renameModel(bytes: Buffer, model: string): Buffer {
  return replaceText(replaceText(bytes, ['modelVersion'], model), ['model_version'], model);
}

/** Members without which a chunk neither ends an answer nor fails it. */
const mayEnd = /"(finish_?[rR]eason|error|block_?[rR]eason)"/;
/** A longer chunk (an image) is not parsed just to say how far things are. */
const LONGEST_ASKED = 256 * 1024;
const mayCall = /"function_?[cC]all"\s*:/;

/**
 * Most chunks are only kept as they pass; those that may end the answer are read at once, the last one when the
 * ledger asks. Usage counts from the start, so the last that has any has the whole; reasons come once.
 */
class GeminiTap {
  readonly #chunks = new KeptChunks();
  #model: string | null = null;
  #usage: Usage | null = null;
  #finishReason: string | null = null;
  #blocked: string | null = null;
  #calledTools = false;
  #fault: Fault | null = null;
  #lastIsRead = true;
  /** Null until it is asked for. */
  #said: string | null = null;

  push(chunk: string): void {
    this.#chunks.push(chunk);
    this.#said = null;
    this.#calledTools ||= mayCall.test(chunk);
    this.#lastIsRead = mayEnd.test(chunk);
    if (this.#lastIsRead) this.#read(chunk);
  }

  get over(): boolean {
    return this.#finishReason !== null || this.#blocked !== null || this.#fault !== null;
  }

  progress(): AnswerProgress {
    if (this.#chunks.last.length <= LONGEST_ASKED) this.#readLast();
    return { model: this.#model, usage: this.#usage, textBytes: this.#chunks.textBytes };
  }

  reading(): RelayReading {
    this.#readLast();
    const finish = this.#finish();
    return {
      model: this.#model,
      usage: this.#usage,
      finish,
      complete: finish !== null && this.#fault === null,
      fault: this.#fault,
      text: () => this.#text(),
      textLength: () => this.#chunks.likeKept(this.#text().length),
    };
  }

  #text(): string {
    this.#said ??= this.#chunks.kept.map((chunk) => textsOf(parsed(chunk))).join('');
    return this.#said;
  }

  #readLast(): void {
    if (!this.#lastIsRead) this.#read(this.#chunks.last);
    this.#lastIsRead = true;
  }

  #finish(): Finish | null {
    if (this.#finishReason !== null) return decodeFinish(this.#finishReason, this.#calledTools);
    return this.#blocked === null ? null : blockedFinish(this.#blocked);
  }

  #read(chunk: string): void {
    const body = parsed(chunk);
    if (!isJsonObject(body)) return;
    this.#finishReason = finishReasonOf(body) ?? this.#finishReason;
    const model = body.modelVersion ?? body.model_version;
    if (typeof model === 'string') this.#model = model;
    this.#usage = decodeUsage(body.usageMetadata ?? body.usage_metadata) ?? this.#usage;
    if (isJsonObject(body.error)) {
      const code = body.error.code;
      this.#fault = faultOfError(typeof code === 'number' ? code : 500, body.error, {});
    }
    const feedback = body.promptFeedback ?? body.prompt_feedback;
    const blocked = isJsonObject(feedback) ? (feedback.blockReason ?? feedback.block_reason) : undefined;
    if (typeof blocked === 'string') this.#blocked = blocked;
  }
}

function parsed(chunk: string): JsonValue {
  try {
    return JSON.parse(chunk);
  } catch {
    return null;
  }
}

function finishReasonOf(body: JsonValue): string | null {
  for (const candidate of candidatesOf(body)) {
    const reason = candidate.finishReason ?? candidate.finish_reason;
    if (typeof reason === 'string') return reason;
  }
  return null;
}

function candidatesOf(body: JsonValue) {
  const candidates = isJsonObject(body) ? body.candidates : undefined;
  return Array.isArray(candidates) ? candidates.filter(isJsonObject) : [];
}

/** Text, thoughts, and the arguments of calls. */
function textsOf(body: JsonValue): string {
  let text = '';
  for (const candidate of candidatesOf(body)) {
    const parts = isJsonObject(candidate.content) ? candidate.content.parts : undefined;
    for (const part of Array.isArray(parts) ? parts.filter(isJsonObject) : []) {
      const call = part.functionCall ?? part.function_call;
      if (typeof part.text === 'string') text += part.text;
      if (isJsonObject(call)) text += argumentsOf(call);
    }
  }
  return text;
}

function argumentsOf(call: JsonObject): string {
  try {
    return JSON.stringify(call.args ?? {});
  } catch {
    // Nested deeper than the stack: nothing a model wrote.
    return '';
  }
}
