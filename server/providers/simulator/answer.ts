import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../canonical/fault.ts';
import type { ResponseContext } from '../../dialects/dialect.ts';
import { openAiChat } from '../../dialects/openai-chat/index.ts';
import type { InProcessResponse } from '../provider.ts';
import type { Behaviour } from './behaviour.ts';
import type { Refusal, Simulation, SimulationPlan } from './plan.ts';
import { streamAnswer } from './stream-answer.ts';
import { wholeAnswer } from './whole-answer.ts';

/** Requests so far to each model that fails now and then, so that failures are evenly spread. */
const requestsByModel = new Map<string, number>();
/** Model names are the tenants' own; this many are counted at a time. */
const maxCountedModels = 1000;

/** Answers what was read of a request, as a server that speaks OpenAI's chat format would. */
export async function answer(plan: SimulationPlan, signal: AbortSignal): Promise<InProcessResponse> {
  if (plan.kind === 'refusal') return failure(plan.status, plan.message, plan.code);
  const { behaviour, model } = plan;
  if (behaviour.timeout) await untilAborted(signal);
  if (behaviour.latencyMs > 0) await sleep(behaviour.latencyMs, undefined, { signal });
  if (behaviour.errorRate > 0 && isTurnToFail(model, behaviour.errorRate)) return simulatedError(behaviour);
  return plan.stream
    ? { status: 200, headers: eventStream, body: streamAnswer(plan, contextOf(plan), signal) }
    : { status: 200, headers: json, body: wholeAnswer(plan, contextOf(plan), signal) };
}

const json = { 'content-type': 'application/json' };
const eventStream = { 'content-type': 'text/event-stream' };

function contextOf({ model, id, streamUsage }: Simulation): ResponseContext {
  return {
    model,
    requestId: id,
    createdAtSeconds: Math.floor(Date.now() / 1000),
    streamUsage,
    framing: 'server-sent-events',
  };
}

function isTurnToFail(model: string, rate: number): boolean {
  if (requestsByModel.size >= maxCountedModels && !requestsByModel.has(model)) requestsByModel.clear();
  const count = (requestsByModel.get(model) ?? 0) + 1;
  requestsByModel.set(model, count);
  // A small margin, so that thirds that do not add up exactly still count as whole.
  return Math.floor(count * rate + 1e-9) > Math.floor((count - 1) * rate + 1e-9);
}

function simulatedError({ errorStatus, retryAfterSeconds }: Behaviour): InProcessResponse {
  const message = `The simulator answers with ${errorStatus} as it was told to.`;
  const response = failure(errorStatus, message, errorStatus >= 500 ? 'upstream_error' : 'invalid_request');
  if (retryAfterSeconds !== null) response.headers['retry-after'] = String(retryAfterSeconds);
  return response;
}

function failure(
  status: number,
  message: string,
  code: Refusal['code'] | 'upstream_error',
): InProcessResponse {
  const { body } = openAiChat.encodeFault(new Fault(code, message, { status }), 'simulator');
  return { status, headers: { ...json }, body: once(Buffer.from(JSON.stringify(body))) };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Error('Nobody waits any longer'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
