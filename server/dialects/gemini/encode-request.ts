import type { JsonObject } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { Encoded, Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeContents } from './encode-contents.ts';
import { encodeOutput, encodeSampling } from './encode-generation-config.ts';
import { encodeThinking } from './encode-thinking.ts';
import { encodeToolChoice, encodeTools } from './encode-tools.ts';
import { membersOf } from './extensions.ts';
import { encodeServiceTier } from './service-tier.ts';

const nested = ['generationConfig', 'thinkingConfig', 'toolConfig', 'functionCallingConfig'];

/** The body of `generateContent`; the model and streaming stand in the path. */
export function encodeRequest(request: CanonicalRequest, target: Target): Encoded<JsonObject> {
  const losses = new Losses();
  const own = ownExtensions(request.extensions, 'gemini', losses);
  const body: JsonObject = encodeContents(request.messages, target.model, losses);
  const tools = encodeTools(request, losses);
  if (tools.length > 0) body.tools = tools;
  const calling = encodeToolChoice(request, membersOf(own, nested, 'functionCallingConfig'), losses);
  const toolConfig = {
    ...(calling === undefined ? {} : { functionCallingConfig: calling }),
    ...membersOf(own, nested, 'toolConfig'),
  };
  if (Object.keys(toolConfig).length > 0) body.toolConfig = toolConfig;
  const thinking = encodeThinking(
    request.reasoning,
    target.model,
    membersOf(own, nested, 'thinkingConfig'),
    losses,
  );
  const generationConfig = {
    ...encodeSampling(request.sampling, losses),
    ...encodeOutput(request.output),
    ...(Object.keys(thinking).length === 0 ? {} : { thinkingConfig: thinking }),
    ...membersOf(own, nested, 'generationConfig'),
  };
  if (Object.keys(generationConfig).length > 0) body.generationConfig = generationConfig;
  setServiceTier(request, body, losses);
  if (request.endUserId !== undefined) losses.add('user');
  if (request.metadata !== undefined) losses.add('metadata');
  if (request.cache !== undefined) losses.add('cache_control');
  return { body: { ...body, ...membersOf(own, nested) }, losses: losses.list };
}

/** No word for it is a loss; `auto` is what no word means. */
function setServiceTier({ serviceTier }: CanonicalRequest, body: JsonObject, losses: Losses): void {
  if (serviceTier === undefined || serviceTier === 'auto') return;
  const tier = encodeServiceTier(serviceTier);
  if (tier === undefined) losses.add('service_tier');
  else body.serviceTier = tier;
}
