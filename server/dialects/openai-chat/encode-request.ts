import type { JsonObject } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest, Tool } from '../../canonical/request.ts';
import type { Encoded, Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { opaqueUserId } from '../shared/opaque-user-id.ts';
import { encodeMessages } from './encode-messages.ts';
import { encodeSampling } from './encode-sampling.ts';
import { encodeOutputFormat } from './output-format.ts';
import { encodeReasoningRequest } from './reasoning-request.ts';
import { changesForServer } from './server-changes.ts';
import { encodeServiceTier } from './service-tier.ts';
import { encodeToolChoice, encodeTools } from './tools.ts';

/** OpenAI takes up to 64 characters; Claude Code, for one, sends some 150. */
const takesUserId = /^.{1,64}$/s;

/** First as OpenAI itself has it, then as the target's server wants it. */
export function encodeRequest(request: CanonicalRequest, target: Target): Encoded<JsonObject> {
  const losses = new Losses();
  const body: JsonObject = {
    ...ownExtensions(request.extensions, 'openai-chat', losses),
    model: target.model,
    messages: encodeMessages(request.messages, { target, losses }),
  };
  encodeToolMembers(request, body, target, losses);
  const hasFunctions = body.tools !== undefined;
  Object.assign(body, encodeReasoningRequest(request.reasoning, hasFunctions, target, losses));
  encodeSampling(request.sampling, body, target, losses);
  if (request.output !== undefined) encodeOutputFormat(request.output, body, losses);
  if (request.endUserId !== undefined) body.user = opaqueUserId(request.endUserId, takesUserId);
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
  const choice = request.toolChoice;
  const isListed = choice?.type !== 'allowed' || target.quirks.allowedTools !== false;
  const offered = isListed ? request.tools : toolsCalled(choice.names, request.tools);
  const tools = encodeTools(offered ?? [], target, losses);
  // OpenAI refuses the other two without tools.
  if (tools.length === 0) {
    if (choice?.type === 'required' || choice?.type === 'tool') losses.add('tool_choice');
    return;
  }
  body.tools = tools;
  if (!isListed) body.tool_choice = choice.required ? 'required' : 'auto';
  else if (choice !== undefined) body.tool_choice = encodeToolChoice(choice, tools);
  if (request.parallelToolCalls !== undefined) body.parallel_tool_calls = request.parallelToolCalls;
}

function toolsCalled(names: readonly string[], tools: readonly Tool[] | undefined): Tool[] | undefined {
  const called = new Set(names);
  return tools?.filter((tool) => tool.type === 'function' && called.has(tool.name));
}
