import type { JsonObject } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { Encoded, Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeMessages } from './encode-messages.ts';
import { encodeSampling } from './encode-sampling.ts';
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
  if (request.reasoning !== undefined) {
    Object.assign(body, encodeReasoningRequest(request.reasoning, target, losses));
  }
  encodeSampling(request.sampling, body, target, losses);
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
