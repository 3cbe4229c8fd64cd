import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Sampling } from '../../canonical/request.ts';
import type { ModelCapabilities } from './models.ts';
import { isBlank } from './plain-block.ts';

/** Hottest temperature here; OpenAI and Gemini go to 2. */
const highestTemperature = 1;

/** Least top_p beside thinking. Source: platform.claude.com/docs, "Extended thinking", "Feature compatibility". */
const leastTopPWithThinking = 0.95;

/** @param thinking Whether the model will think, which rules out most sampling. */
export function encodeSampling(
  sampling: Sampling,
  capabilities: ModelCapabilities,
  thinking: boolean,
  losses: Losses,
): JsonObject {
  nameLosses(sampling, losses);
  const free = capabilities.sampling && !thinking;
  const encoded: JsonObject = {};
  const stop = sampling.stop?.filter((sequence) => !isBlank(sequence)) ?? [];
  if (stop.length > 0) encoded.stop_sequences = stop;
  if (stop.length < (sampling.stop?.length ?? 0)) losses.add('stop');
  if (sampling.temperature !== undefined) {
    if (free) encoded.temperature = Math.min(sampling.temperature, highestTemperature);
    if (free ? sampling.temperature > highestTemperature : sampling.temperature !== 1) {
      losses.add('temperature');
    }
  }
  if (sampling.topP !== undefined) {
    const beside = encoded.temperature === undefined || capabilities.temperatureWithTopP;
    const allowed = free ? beside : capabilities.sampling && sampling.topP >= leastTopPWithThinking;
    if (allowed) encoded.top_p = sampling.topP;
    else if (sampling.topP !== 1) losses.add('top_p');
  }
  if (sampling.topK !== undefined) {
    if (free) encoded.top_k = sampling.topK;
    else losses.add('top_k');
  }
  return encoded;
}

/** What Anthropic has no word for. Values that mean the default are no loss. */
function nameLosses(sampling: Sampling, losses: Losses): void {
  if (isSet(sampling.frequencyPenalty)) losses.add('frequency_penalty');
  if (isSet(sampling.presencePenalty)) losses.add('presence_penalty');
  if (sampling.seed !== undefined) losses.add('seed');
  if (sampling.n !== undefined && sampling.n > 1) losses.add('n');
  if (sampling.logprobs === true) losses.add('logprobs');
  if (isSet(sampling.topLogprobs)) losses.add('top_logprobs');
  if (sampling.logitBias !== undefined && Object.keys(sampling.logitBias).length > 0) {
    losses.add('logit_bias');
  }
}

function isSet(value: number | undefined): boolean {
  return value !== undefined && value !== 0;
}
