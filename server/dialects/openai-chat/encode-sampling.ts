import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Sampling } from '../../canonical/request.ts';
import type { Target } from '../dialect.ts';
import { refusesSampling, refusesStop } from './models.ts';

/** What the members mean when they are not sent. */
const usual: Readonly<Record<string, JsonValue>> = {
  temperature: 1,
  top_p: 1,
  frequency_penalty: 0,
  presence_penalty: 0,
  logprobs: false,
  top_logprobs: 0,
};

/** Source: OpenAI's API description, `stop`. */
const mostStopSequences = 4;

/**
 * Adds sampling to `body`, which holds the effort of reasoning already: OpenAI's models refuse most sampling
 * while they reason. What is not sent is a loss, unless it says what is usual anyway.
 */
export function encodeSampling(sampling: Sampling, body: JsonObject, target: Target, losses: Losses): void {
  if (sampling.maxTokens !== undefined) body.max_completion_tokens = sampling.maxTokens;
  if (sampling.topK !== undefined) {
    if (target.quirks.accepts?.includes('top_k')) body.top_k = sampling.topK;
    else losses.add('top_k');
  }
  if (sampling.seed !== undefined) body.seed = sampling.seed;
  if (sampling.n !== undefined) body.n = sampling.n;
  if (sampling.stop !== undefined && sampling.stop.length > 0) {
    const most = refusesStop(target.model) ? 0 : (target.quirks.mostStopSequences ?? mostStopSequences);
    if (sampling.stop.length > most) losses.add('stop');
    if (most > 0) body.stop = sampling.stop.slice(0, most);
  }
  const refused = refusesSampling(target.model, body.reasoning_effort);
  const members = {
    temperature: sampling.temperature,
    top_p: sampling.topP,
    frequency_penalty: sampling.frequencyPenalty,
    presence_penalty: sampling.presencePenalty,
    logprobs: sampling.logprobs,
    top_logprobs: sampling.topLogprobs,
    logit_bias: sampling.logitBias,
  };
  for (const [member, value] of Object.entries(members)) {
    if (value === undefined) continue;
    if (!refused) body[member] = value;
    else if (value !== usual[member]) losses.add(member);
  }
}
