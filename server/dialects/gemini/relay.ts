import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { Relay, RelayReading, StreamTap, Target, WireRequest } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { isJsonObject, ownMember } from '../shared/json-reader.ts';
import { replaceText, spliceMembers } from '../shared/splice-member.ts';
import { faultOfError } from './decode-fault.ts';
import { blockedFinish, decodeFinish } from './finish.ts';
import { KeptChunks } from './kept-chunks.ts';
import { decodeUsage } from './usage.ts';

export const relay: Relay = { prepareRequest, readResponse, createStreamTap, renameModel };

/** The model stands in the path; one that the body repeats must agree with it. */
function prepareRequest(bytes: Buffer, request: WireRequest, target: Target): Buffer {
  const named = isJsonObject(request.body) ? ownMember(request.body, 'model') : undefined;
  if (named === undefined || named === target.model || named === `models/${target.model}`) return bytes;
  return spliceMembers(bytes, new Map([['model', JSON.stringify(`models/${target.model}`)]]));
}

function readResponse(bytes: Buffer): RelayReading {
  return readingOf([bytes.toString('utf8')]);
}

/** Chunks are only kept as they pass; they are read when the ledger asks, which is once, at the end. */
function createStreamTap(): StreamTap {
  const chunks = new KeptChunks();
  let over = false;
  return {
    push(event: ServerSentEvent): boolean {
      if (event.data === '') return true;
      const saysMore = mayEnd.test(event.data);
      chunks.push(event.data, saysMore || (chunks.full && callsTool.test(event.data)));
      over ||= saysMore && isEnd(readingOf([event.data]));
      return true;
    },
    get over() {
      return over;
    },
    progress: () => progressOf(chunks),
    reading: () => {
      const reading = readingOf(chunks.list);
      return { ...reading, textLength: () => chunks.likeKept(reading.text().length) };
    },
  };
}

function renameModel(bytes: Buffer, model: string): Buffer {
  return replaceText(replaceText(bytes, ['modelVersion'], model), ['model_version'], model);
}

/** Members without which a chunk neither ends an answer nor fails it. */
const mayEnd = /"(finish_?[rR]eason|error|block_?[rR]eason)"/;

/** How a chunk looks that calls a tool. */
const callsTool = /"function_?[cC]all"\s*:/;

/** A longer chunk (an image) is not parsed just to say how far things are. */
const LONGEST_ASKED = 256 * 1024;

/** Usage counts from the start, and each chunk has it. */
function progressOf(chunks: KeptChunks): AnswerProgress {
  const { model, usage } = readingOf(chunks.last.length > LONGEST_ASKED ? [] : [chunks.last]);
  return { model, usage, textBytes: chunks.textBytes };
}

function isEnd({ finish, fault }: RelayReading): boolean {
  return finish !== null || fault !== null;
}

/** Usage counts from the start, so the last chunk's is the whole; reasons come once. */
function readingOf(chunks: readonly string[]): RelayReading {
  const reading: RelayReading = {
    model: null,
    usage: null,
    finish: null,
    complete: false,
    fault: null,
    text: () => chunks.map((chunk) => textsOf(parsed(chunk))).join(''),
  };
  let calledTools = false;
  let finishReason: string | null = null;
  chunks.forEach((chunk, index) => {
    calledTools ||= callsTool.test(chunk);
    const isLast = index === chunks.length - 1;
    if (!isLast && !mayEnd.test(chunk)) return;
    const body = parsed(chunk);
    if (!isJsonObject(body)) return;
    finishReason = finishReasonOf(body) ?? finishReason;
    const model = body.modelVersion ?? body.model_version;
    if (typeof model === 'string') reading.model = model;
    reading.usage = decodeUsage(body.usageMetadata ?? body.usage_metadata) ?? reading.usage;
    if (isJsonObject(body.error)) {
      const code = body.error.code;
      reading.fault = faultOfError(typeof code === 'number' ? code : 500, body.error, {});
    }
    const feedback = body.promptFeedback ?? body.prompt_feedback;
    const blocked = isJsonObject(feedback) ? (feedback.blockReason ?? feedback.block_reason) : undefined;
    if (typeof blocked === 'string') reading.finish = blockedFinish(blocked);
  });
  if (finishReason !== null) reading.finish = decodeFinish(finishReason, calledTools);
  reading.complete = reading.finish !== null && reading.fault === null;
  return reading;
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
      if (isJsonObject(call)) text += JSON.stringify(call.args ?? {});
    }
  }
  return text;
}
