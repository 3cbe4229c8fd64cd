import type { CanonicalRequest } from '../../canonical/request.ts';
import { openAiChat } from '../../dialects/openai-chat/index.ts';
import type { InProcessRequest } from '../provider.ts';
import { behaviourOf, UnknownModelError } from './behaviour.ts';
import { checkBounds, checkSize } from './bounds.ts';
import { composeAnswer } from './compose-answer.ts';
import { countInputTokens } from './input-tokens.ts';
import type { Refusal, Simulation, SimulationPlan } from './plan.ts';

/** Reads a request of OpenAI's chat format. Never throws: what is not to be answered is a plan to refuse it. */
export function readPlan({ path, body }: InProcessRequest): SimulationPlan {
  if (path !== '/chat/completions') {
    return refusal(404, 'The simulator has only /chat/completions.', 'invalid_request');
  }
  try {
    const request = openAiChat.decodeRequest({ body: JSON.parse(body.toString('utf8')) });
    checkBounds(request);
    const simulation = planOf(request, checksum(body));
    checkSize(simulation);
    return simulation;
  } catch (error) {
    if (error instanceof UnknownModelError) return refusal(404, error.message, 'model_not_found');
    const message = error instanceof Error ? error.message : 'The body is not valid.';
    return refusal(400, message, 'invalid_request');
  }
}

function planOf(request: CanonicalRequest, checksum: number): Simulation {
  const { model, sampling } = request;
  const behaviour = behaviourOf(model);
  return {
    kind: 'answer',
    id: `chatcmpl-simulated-${checksum.toString(16).padStart(8, '0')}`,
    model,
    behaviour,
    stream: request.stream,
    streamUsage: request.streamUsage === true,
    choices: sampling.n ?? 1,
    topLogprobs: sampling.logprobs ? (sampling.topLogprobs ?? 0) : null,
    ...composeAnswer(request, behaviour),
    stop: sampling.stop ?? [],
    maxTokens: sampling.maxTokens ?? null,
    inputTokens: countInputTokens(request),
  };
}

function refusal(status: number, message: string, code: Refusal['code']): Refusal {
  return { kind: 'refusal', status, message, code };
}

/** FNV-1a over the first kilobytes: the same request gets the same id. */
function checksum(bytes: Buffer): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < Math.min(bytes.length, 4096); at++) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}
