import type { JsonObject } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest, Sampling } from '../../canonical/request.ts';
import type { Encoded, Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeMessages } from './encode-messages.ts';
import { encodeOutputFormat } from './output-format.ts';
import { encodeReasoningRequest } from './reasoning-request.ts';
import { changesForServer } from './server-changes.ts';
import { encodeServiceTier } from './service-tier.ts';
import { encodeToolChoice, encodeTools } from './tools.ts';

/** First as OpenAI itself has it, then as the target's server wants it. */
export function encodeRequest(request: CanonicalRequest, target: Target): Encoded<JsonObject> {
  const losses = new Losses();
  const body: JsonObject = {
    ...ownExtensions(request.extensions, 'openai-chat', losses),
    model: target.model,
    messages: encodeMessages(request.messages, { target, losses }),
  };
  encodeToolMembers(request, body, target, losses);
  encodeSampling(request.sampling, body, target, losses);
  if (request.reasoning !== undefined) {
    Object.assign(body, encodeReasoningRequest(request.reasoning, target, losses));
  }
  if (request.output !== undefined) body.response_format = encodeOutputFormat(request.output);
  if (request.endUserId !== undefined) body.user = request.endUserId;
  if (request.metadata !== undefined) body.metadata = request.metadata;
  if (request.serviceTier !== undefined) {
    const tier = encodeServiceTier(request.serviceTier);
    if (tier === undefined) losses.add('service_tier');
    else body.service_tier = tier;
  }
  if (request.cache !== undefined) losses.add('cache_control');
  if (request.stream) body.stream = true;
  for (const [member, value] of changesForServer(body, target, losses)) {
    if (value === undefined) delete body[member];
    else body[member] = value;
  }
  return { body, losses: losses.list };
}

function encodeToolMembers(
  request: CanonicalRequest,
  body: JsonObject,
  target: Target,
  losses: Losses,
): void {
  const tools = encodeTools(request.tools ?? [], target, losses);
  // OpenAI refuses the other two without tools.
  if (tools.length === 0) {
    if (request.toolChoice?.type === 'required' || request.toolChoice?.type === 'tool') {
      losses.add('tool_choice');
    }
    return;
  }
  body.tools = tools;
  if (request.toolChoice !== undefined) body.tool_choice = encodeToolChoice(request.toolChoice, tools);
  if (request.parallelToolCalls !== undefined) body.parallel_tool_calls = request.parallelToolCalls;
}

function encodeSampling(sampling: Sampling, body: JsonObject, target: Target, losses: Losses): void {
  if (sampling.maxTokens !== undefined) body.max_completion_tokens = sampling.maxTokens;
  if (sampling.temperature !== undefined) body.temperature = sampling.temperature;
  if (sampling.topP !== undefined) body.top_p = sampling.topP;
  if (sampling.topK !== undefined) {
    if (target.quirks.accepts?.includes('top_k')) body.top_k = sampling.topK;
    else losses.add('top_k');
  }
  if (sampling.frequencyPenalty !== undefined) body.frequency_penalty = sampling.frequencyPenalty;
  if (sampling.presencePenalty !== undefined) body.presence_penalty = sampling.presencePenalty;
  if (sampling.seed !== undefined) body.seed = sampling.seed;
  if (sampling.stop !== undefined && sampling.stop.length > 0) body.stop = sampling.stop;
  if (sampling.n !== undefined) body.n = sampling.n;
  if (sampling.logprobs !== undefined) body.logprobs = sampling.logprobs;
  if (sampling.topLogprobs !== undefined) body.top_logprobs = sampling.topLogprobs;
  if (sampling.logitBias !== undefined) body.logit_bias = sampling.logitBias;
}
