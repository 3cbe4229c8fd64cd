import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../canonical/fault.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { ResponseContext } from '../../dialects/dialect.ts';
import { openAiChat } from '../../dialects/openai-chat/index.ts';
import type { InProcessRequest, InProcessResponse } from '../provider.ts';
import { type Behaviour, behaviourOf, UnknownModelError } from './behaviour.ts';
import { simulate } from './simulate.ts';
import { streamEvents } from './stream-events.ts';

/** Requests so far to each model that fails now and then, so that failures are evenly spread. */
const requestsByModel = new Map<string, number>();
/** Model names are the tenants' own; this many are counted at a time. */
const maxCountedModels = 1000;

/** After so many chunks without a pause other requests get a turn. */
const chunksPerTurn = 64;

/** Answers one request as a server that speaks OpenAI's chat format would. */
export async function answer(request: InProcessRequest): Promise<InProcessResponse> {
  if (request.path !== '/chat/completions') return failure(404, 'The simulator has only /chat/completions.');
  let canonical: CanonicalRequest;
  let behaviour: Behaviour;
  try {
    canonical = openAiChat.decodeRequest({ body: JSON.parse(request.body.toString('utf8')) });
    behaviour = behaviourOf(canonical.model);
  } catch (error) {
    if (error instanceof UnknownModelError) return failure(404, error.message, 'model_not_found');
    return failure(400, error instanceof Error ? error.message : 'The body is not valid.');
  }
  if (behaviour.timeout) await untilAborted(request.signal);
  if (behaviour.latencyMs > 0) await sleep(behaviour.latencyMs, undefined, { signal: request.signal });
  if (behaviour.errorRate > 0 && isTurnToFail(canonical.model, behaviour.errorRate)) {
    return simulatedError(behaviour);
  }
  const context = contextOf(canonical, request.body);
  return canonical.stream
    ? { status: 200, headers: eventStream, body: streamBody(canonical, behaviour, context, request.signal) }
    : { status: 200, headers: json, body: wholeBody(canonical, behaviour, context) };
}

const json = { 'content-type': 'application/json' };
const eventStream = { 'content-type': 'text/event-stream' };

async function* wholeBody(
  request: CanonicalRequest,
  behaviour: Behaviour,
  context: ResponseContext,
): AsyncGenerator<Buffer> {
  const response = simulate(request, behaviour, context.requestId);
  const bytes = Buffer.from(JSON.stringify(openAiChat.encodeResponse(response, context).body));
  if (!behaviour.disconnect) {
    yield bytes;
    return;
  }
  yield bytes.subarray(0, bytes.length / 2);
  throw new Error('The simulator broke off as it was told to');
}

async function* streamBody(
  request: CanonicalRequest,
  behaviour: Behaviour,
  context: ResponseContext,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const response = simulate(request, behaviour, context.requestId);
  const encoder = openAiChat.createStreamEncoder(context);
  const topLogprobs = request.sampling.logprobs ? (request.sampling.topLogprobs ?? 0) : null;
  const groups = [...streamEvents(response, topLogprobs)];
  const breakAt = behaviour.disconnect ? Math.floor(groups.length / 2) : groups.length;
  for (const [at, events] of groups.entries()) {
    if (at === breakAt) throw new Error('The simulator broke off as it was told to');
    let text = '';
    for (const event of events) text += encoder.push(event);
    if (text === '') continue;
    if (behaviour.chunkMs > 0 && at > 0) await sleep(behaviour.chunkMs, undefined, { signal });
    else if (at % chunksPerTurn === 0) await setImmediate();
    yield Buffer.from(text);
  }
}

function contextOf(request: CanonicalRequest, body: Buffer): ResponseContext {
  return {
    model: request.model,
    requestId: `chatcmpl-simulated-${checksum(body).toString(16).padStart(8, '0')}`,
    createdAtSeconds: Math.floor(Date.now() / 1000),
    streamUsage: request.streamUsage === true,
    framing: 'server-sent-events',
  };
}

/** FNV-1a over the first kilobytes: the same request gets the same id. */
function checksum(bytes: Buffer): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < Math.min(bytes.length, 4096); at++) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}

function isTurnToFail(model: string, rate: number): boolean {
  if (requestsByModel.size >= maxCountedModels && !requestsByModel.has(model)) requestsByModel.clear();
  const count = (requestsByModel.get(model) ?? 0) + 1;
  requestsByModel.set(model, count);
  // A small margin, so that thirds that do not add up exactly still count as whole.
  return Math.floor(count * rate + 1e-9) > Math.floor((count - 1) * rate + 1e-9);
}

function simulatedError({ errorStatus, retryAfterSeconds }: Behaviour): InProcessResponse {
  const response = failure(errorStatus, `The simulator answers with ${errorStatus} as it was told to.`);
  if (retryAfterSeconds !== null) response.headers['retry-after'] = String(retryAfterSeconds);
  return response;
}

function failure(status: number, message: string, code?: 'model_not_found'): InProcessResponse {
  const fault = new Fault(code ?? (status >= 500 ? 'upstream_error' : 'invalid_request'), message, {
    status,
  });
  const { body } = openAiChat.encodeFault(fault, 'simulator');
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
