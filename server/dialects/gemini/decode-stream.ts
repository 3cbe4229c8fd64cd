import { bounds, overBound } from '../../canonical/bounds.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { StreamEvent } from '../../canonical/stream-event.ts';
import type { StreamDecoder } from '../dialect.ts';
import type { ServerSentEvent } from '../server-sent-events.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { CandidateStream } from './candidate-stream.ts';
import { callIdSeed, readAnswer, type WireAnswer } from './decode-candidate.ts';
import { faultOfError } from './decode-fault.ts';
import { blockedFinish } from './finish.ts';
import { decodeServiceTier } from './service-tier.ts';
import { ToolCallIds } from './tool-call-id.ts';
import { decodeUsage } from './usage.ts';

export function createStreamDecoder(): StreamDecoder {
  return new GeminiStreamDecoder();
}

/**
 * Chunks are whole `GenerateContentResponse`s that hold what is new; usage counts from the start. There is
 * no last event: a stream is complete when each candidate has a finish reason.
 */
class GeminiStreamDecoder implements StreamDecoder {
  readonly #candidates = new Map<number, CandidateStream>();
  #ids: ToolCallIds | undefined;
  #blockReason: string | undefined;
  #failed = false;

  push(event: ServerSentEvent): StreamEvent[] {
    // Some servers that imitate Gemini end with OpenAI's mark.
    if (this.#failed || event.data === '' || event.data === '[DONE]') return [];
    const events: StreamEvent[] = [];
    try {
      this.#read(JSON.parse(event.data), events);
    } catch (error) {
      const fault =
        error instanceof Fault
          ? error
          : new Fault('upstream_malformed', 'The provider sent a chunk that is not JSON.', { cause: error });
      this.#fail(fault, events);
    }
    return events;
  }

  end(): StreamEvent[] {
    if (this.#failed) return [];
    const events: StreamEvent[] = [];
    const candidates = [...this.#candidates.values()];
    for (const candidate of candidates) candidate.close(events);
    const blocked = candidates.length === 0 && this.#blockReason !== undefined;
    if (!blocked && (candidates.length === 0 || candidates.some((candidate) => !candidate.isFinished))) {
      this.#fail(new Fault('upstream_error', "The provider's stream broke off."), events);
      return events;
    }
    if (blocked && this.#blockReason !== undefined) {
      events.push({ type: 'finish', choice: 0, finish: blockedFinish(this.#blockReason) });
    }
    for (const candidate of candidates) events.push(candidate.finish());
    events.push({ type: 'response-end' });
    return events;
  }

  #read(body: JsonValue, events: StreamEvent[]): void {
    if (isJsonObject(body) && isJsonObject(body.error)) {
      const code = typeof body.error.code === 'number' ? body.error.code : 500;
      throw faultOfError(code, body.error, {});
    }
    const answer = readAnswer(body);
    const ids = this.#start(answer, events);
    this.#blockReason ??= answer.blockReason;
    for (const candidate of answer.candidates) {
      let stream = this.#candidates.get(candidate.index);
      if (stream === undefined) {
        if (this.#candidates.size >= bounds.choices.most) throw overBound('upstream_malformed', 'choices');
        stream = new CandidateStream(candidate.index);
        this.#candidates.set(candidate.index, stream);
      }
      stream.add(candidate, ids, events);
    }
    const usage = decodeUsage(answer.usage);
    if (usage !== null) events.push({ type: 'usage', usage });
  }

  #start(answer: WireAnswer, events: StreamEvent[]): ToolCallIds {
    if (this.#ids !== undefined) return this.#ids;
    events.push({
      type: 'response-start',
      id: answer.id ?? '',
      model: answer.model ?? '',
      ...decodeServiceTier(answer.usage),
      ...answer.extensions,
    });
    this.#ids = new ToolCallIds(callIdSeed(answer));
    return this.#ids;
  }

  #fail(fault: Fault, events: StreamEvent[]): void {
    this.#failed = true;
    events.push({ type: 'error', fault });
  }
}
