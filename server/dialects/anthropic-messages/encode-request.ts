import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest, OutputFormat } from '../../canonical/request.ts';
import type { Encoded, Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { opaqueUserId } from '../shared/opaque-user-id.ts';
import { encodeMessages } from './encode-messages.ts';
import { encodeReasoning } from './encode-reasoning.ts';
import { encodeSampling } from './encode-sampling.ts';
import { encodeTools } from './encode-tools.ts';
import { lacksThoughts } from './lacks-thoughts.ts';
import { capabilitiesOf, type ModelCapabilities } from './models.ts';
import { isPlainBlock } from './plain-block.ts';
import { strictSchema } from './strict-schema.ts';
import { dialectName, encodeCacheControl } from './vocabulary.ts';

/** Body of `POST /v1/messages`. */
export function encodeRequest(request: CanonicalRequest, target: Target): Encoded<JsonObject> {
  const losses = new Losses();
  const capabilities = capabilitiesOf(target.model);
  const own = ownExtensions(request.extensions, dialectName, losses);
  const { system, turns } = encodeMessages(request.messages, target, losses);
  const reasoning = encodeReasoning(request, capabilities, lacksThoughts(turns), losses);
  const thinking = own?.thinking ?? reasoning.thinking;
  const outputConfig = encodeOutputConfig(request.output, reasoning.effort, capabilities, losses);
  if (request.metadata !== undefined && Object.keys(request.metadata).length > 0) losses.add('metadata');
  const body: JsonObject = {
    model: target.model,
    max_tokens: reasoning.maxTokens,
    ...(system.length === 0 ? {} : { system: encodeSystem(system) }),
    messages: turns,
    ...encodeTools(request, capabilities, losses),
    ...encodeSampling(request.sampling, capabilities, isThinking(thinking), losses),
    ...(thinking === undefined ? {} : { thinking }),
    ...(request.stream ? { stream: true } : {}),
    ...(request.cache === undefined ? {} : { cache_control: encodeCacheControl(request.cache) }),
    ...encodeServiceTier(request.serviceTier, losses),
    ...own,
    ...merged('output_config', outputConfig, own),
    ...merged('metadata', encodeUserId(request.endUserId), own),
  };
  for (const member of target.quirks.unsupported ?? []) {
    if (Object.hasOwn(body, member)) {
      losses.add(member);
      delete body[member];
    }
  }
  return { body, losses: losses.list };
}

/**
 * Anthropic wants an opaque id and refuses e-mail addresses and telephone numbers as well as long ids. Source:
 * platform.claude.com/docs/en/api/messages, `metadata.user_id`.
 */
const takesUserId = /^(?!\+?[\d\s().-]{7,}$)[^@]{1,512}$/s;

function encodeUserId(endUserId: string | undefined): JsonObject {
  return endUserId === undefined ? {} : { user_id: opaqueUserId(endUserId, takesUserId) };
}

function encodeSystem(blocks: JsonObject[]): JsonValue {
  const [only] = blocks;
  return blocks.length === 1 && only !== undefined && isPlainBlock(only) ? only.text : blocks;
}

function isThinking(thinking: JsonValue | undefined): boolean {
  return isJsonObject(thinking) && thinking.type !== 'disabled';
}

function encodeOutputConfig(
  output: OutputFormat | undefined,
  effort: string | undefined,
  capabilities: ModelCapabilities,
  losses: Losses,
): JsonObject {
  const config: JsonObject = effort === undefined ? {} : { effort };
  if (output === undefined || output.type === 'text') return config;
  // There is no "any JSON": a schema is wanted, and one that admits every object is refused.
  if (output.type === 'json' || !capabilities.structuredOutput) losses.add('response_format');
  else
    config.format = { type: 'json_schema', schema: strictSchema(output.schema, losses, 'response_format') };
  return config;
}

function encodeServiceTier(tier: string | undefined, losses: Losses): JsonObject {
  if (tier === undefined) return {};
  if (tier === 'auto' || tier === 'standard_only') return { service_tier: tier };
  if (tier === 'default' || tier === 'standard') return { service_tier: 'standard_only' };
  losses.add('service_tier');
  return {};
}

/** A member that is partly translated and partly only this format's. */
function merged(
  member: string,
  members: JsonObject,
  own: Readonly<Record<string, JsonValue>> | undefined,
): JsonObject {
  const rest = own?.[member];
  const value = isJsonObject(rest) ? { ...rest, ...members } : members;
  return Object.keys(value).length === 0 ? {} : { [member]: value };
}
