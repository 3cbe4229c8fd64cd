import { isDeepStrictEqual } from 'node:util';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonValue } from '../../server/canonical/json.ts';
import type { Extensions } from '../../server/canonical/part.ts';
import type { CanonicalRequest, Tool } from '../../server/canonical/request.ts';
import { isJsonObject } from '../../server/dialects/shared/json-reader.ts';
import { isReasoningOff } from '../../server/dialects/shared/reasoning-effort.ts';
import { brief } from './compare-answers.ts';
import { conversationOf, type Item, resultMediaOf } from './conversation.ts';
import { type Difference, namesOf } from './outcome.ts';
import { overTheWire, thoughtless } from './wire.ts';

/**
 * What the model would not be told, or be told otherwise, by `after`, which is `before` translated into a
 * format and read back from it.
 */
export function compareRequests(
  before: CanonicalRequest,
  after: CanonicalRequest,
  target: DialectName,
): Difference[] {
  return [
    ...compareConversations(before, after),
    ...compareTools(before, after),
    ...compareSettings(before, after),
    ...compareExtensions(before, after, target),
  ];
}

function compareConversations(before: CanonicalRequest, after: CanonicalRequest): Difference[] {
  const differences: Difference[] = [];
  const wanted = conversationOf(before);
  const found = conversationOf(after);
  const said = found.filter((item) => item.kind === 'text').map((item) => item.value);
  const media = new Set([
    ...found.filter((item) => item.kind === 'media').map((item) => item.value),
    ...resultMediaOf(after),
  ]);
  let last = -1;
  for (const item of wanted) {
    const at = found.findIndex((other, index) => index > last && isSame(item, other));
    const elsewhere = at === -1 ? found.findIndex((other) => isSame(item, other)) : at;
    if (elsewhere === -1) {
      if (isInside(item, said)) continue;
      differences.push({
        what: `${item.kind} ${brief(item.value)} (${item.path}) is missing`,
        explainedBy: item.explainedBy,
      });
      continue;
    }
    if (at === -1) {
      // Results may be put into the order of their calls, system messages to the front.
      const explainedBy = item.role === 'system' ? ['system_position'] : [];
      if (item.kind !== 'result') differences.push({ what: `${item.path} moved`, explainedBy });
    } else if (item.role !== 'system') last = at;
    if (item.cache !== undefined && found[elsewhere]?.cache === undefined) {
      differences.push({ what: `cache marker of ${item.path} is missing`, explainedBy: ['cache_control'] });
    }
  }
  for (const value of resultMediaOf(before)) {
    if (!media.has(value)) {
      const explainedBy = ['image', 'document', 'file_id', 'image_url', 'document_url', 'tool_result_media'];
      differences.push({ what: `media ${brief(value)} of a tool result is missing`, explainedBy });
    }
  }
  return differences;
}

function isSame(item: Item, other: Item): boolean {
  const roleMatters = item.kind === 'text' && item.role !== other.role;
  return item.kind === other.kind && !roleMatters && isDeepStrictEqual(item.value, other.value);
}

/** Text may be joined with its neighbours, and a text document may be said as text. */
function isInside(item: Item, said: readonly JsonValue[]): boolean {
  if (item.kind !== 'text' && item.kind !== 'media') return false;
  const { value } = item;
  return typeof value === 'string' && said.some((text) => typeof text === 'string' && text.includes(value));
}

function compareTools(before: CanonicalRequest, after: CanonicalRequest): Difference[] {
  const differences: Difference[] = [];
  for (const tool of before.tools ?? []) {
    if (!isAllowed(tool, before)) continue;
    if (tool.type === 'vendor') {
      const isKept = after.tools?.some((other) => isDeepStrictEqual(overTheWire(other), overTheWire(tool)));
      if (isKept !== true)
        differences.push({
          what: `tool ${tool.kind} is missing`,
          explainedBy: namesOf(tool.kind, 'unknown_tool'),
        });
      continue;
    }
    const again = after.tools?.find((other) => other.type === 'function' && other.name === tool.name);
    if (again?.type !== 'function') {
      differences.push({ what: `tool ${tool.name} is missing`, explainedBy: [] });
      continue;
    }
    const { name } = tool;
    if (tool.description !== again.description) {
      differences.push({ what: `description of tool ${name}`, explainedBy: [] });
    }
    if (!isDeepStrictEqual(schemaOf(tool.parameters), schemaOf(again.parameters))) {
      const what = `parameters of tool ${name}: ${brief(tool.parameters)} became ${brief(again.parameters)}`;
      differences.push({ what, explainedBy: ['schema', 'strict', ...keywords] });
    }
    // Where a call is forced, Gemini holds to the schema without being told.
    if (tool.strict === true && again.strict !== true && !isForced(before)) {
      differences.push({ what: `strictness of tool ${name}`, explainedBy: ['strict'] });
    }
    if (tool.cache !== undefined && again.cache === undefined) {
      differences.push({ what: `cache marker of tool ${name}`, explainedBy: ['cache_control'] });
    }
  }
  return differences;
}

/** Only some tools allowed: leaving the others out comes to the same. */
function isAllowed(tool: Tool, { toolChoice }: CanonicalRequest): boolean {
  if (toolChoice?.type !== 'allowed') return true;
  if (tool.type === 'function') return toolChoice.names.includes(tool.name);
  const custom = isJsonObject(tool.value) ? tool.value.custom : undefined;
  return !isJsonObject(custom) || toolChoice.names.some((name) => name === custom.name);
}

function isForced({ toolChoice }: CanonicalRequest): boolean {
  if (toolChoice?.type === 'allowed') return toolChoice.required;
  return toolChoice?.type === 'required' || toolChoice?.type === 'tool';
}

/** JSON Schema keywords that a format may not know; a loss carries the keyword's own name. */
const keywords = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
  ...['pattern', 'minItems', 'maxItems', 'uniqueItems', 'prefixItems', 'additionalProperties', 'format'],
  ...['propertyOrdering', 'default', 'examples', 'title', 'nullable'],
];

/**
 * A schema in one spelling: no arguments are an object without properties, and Anthropic wants it said of
 * every object that it has no further ones.
 */
function schemaOf(schema: JsonValue | undefined): unknown {
  if (schema === undefined) return { type: 'object', properties: {} };
  if (Array.isArray(schema)) return schema.map(schemaOf);
  if (!isJsonObject(schema)) return schema;
  const members = Object.entries(schema).filter(
    ([member, value]) => member !== 'additionalProperties' || value !== false,
  );
  return Object.fromEntries(members.map(([member, value]) => [member, schemaOf(value)]));
}

function compareSettings(before: CanonicalRequest, after: CanonicalRequest): Difference[] {
  const differences: Difference[] = [];
  const expect = (what: string, one: unknown, other: unknown, ...explainedBy: string[]) => {
    if (one !== undefined && !isDeepStrictEqual(overTheWire(one), overTheWire(other ?? null))) {
      differences.push({ what: `${what}: ${brief(one)} became ${brief(other)}`, explainedBy });
    }
  };
  const { sampling } = before;
  const again = after.sampling;
  expect('maxTokens', sampling.maxTokens, again.maxTokens, 'max_tokens');
  expect('temperature', sampling.temperature, again.temperature, 'temperature');
  expect('topP', unless(sampling.topP, 1), again.topP, 'top_p');
  expect('topK', sampling.topK, again.topK, 'top_k');
  expect(
    'frequencyPenalty',
    unless(sampling.frequencyPenalty, 0),
    again.frequencyPenalty,
    'frequency_penalty',
  );
  expect('presencePenalty', unless(sampling.presencePenalty, 0), again.presencePenalty, 'presence_penalty');
  expect('seed', sampling.seed, again.seed, 'seed');
  expect('stop', sampling.stop?.length === 0 ? undefined : sampling.stop, again.stop, 'stop');
  expect('n', unless(sampling.n, 1), again.n, 'n');
  expect('logprobs', unless(sampling.logprobs, false), again.logprobs, 'logprobs');
  expect('topLogprobs', unless(sampling.topLogprobs, 0), again.topLogprobs, 'top_logprobs');
  expect('logitBias', sampling.logitBias, again.logitBias, 'logit_bias');
  expect('endUserId', before.endUserId, after.endUserId, 'user', 'metadata');
  expect('metadata', before.metadata, after.metadata, 'metadata');
  expect('stream', before.stream, after.stream);
  compareToolChoice(before, after, expect);
  compareOutput(before, after, expect);
  compareReasoning(before, after, expect);
  return differences;
}

type Expect = (what: string, one: unknown, other: unknown, ...explainedBy: string[]) => void;

function unless<Value>(value: Value | undefined, usual: Value): Value | undefined {
  return value === usual ? undefined : value;
}

function compareToolChoice(before: CanonicalRequest, after: CanonicalRequest, expect: Expect): void {
  if (before.tools === undefined) return;
  const kinds = before.tools
    .filter((tool) => tool.type === 'vendor')
    .flatMap((tool) => namesOf(tool.kind, 'unknown_tool'));
  const choice = before.toolChoice;
  const names = choice?.type === 'allowed' ? { required: choice.required } : choice;
  const again = after.toolChoice;
  // "auto" is what no choice means, and one allowed tool that must be called is a choice of it.
  const isUsual = choice?.type === 'auto' || (choice?.type === 'allowed' && !choice.required);
  const isNamed = choice?.type === 'tool' && again?.type === 'allowed' && again.names[0] === choice.name;
  const comesToSame = choice?.type === 'allowed' && choice.required && again?.type === 'required';
  const other = again?.type === 'allowed' ? { required: again.required } : again;
  if (!isUsual && !isNamed && !comesToSame) expect('toolChoice', names, other, 'tool_choice', ...kinds);
  expect(
    'parallelToolCalls',
    unless(before.parallelToolCalls, true),
    after.parallelToolCalls,
    'parallel_tool_calls',
    ...kinds,
  );
}

function compareOutput(before: CanonicalRequest, after: CanonicalRequest, expect: Expect): void {
  if (before.output === undefined || before.output.type === 'text') return;
  expect('output', before.output.type, after.output?.type, 'response_format', 'json_schema');
  if (before.output.type !== 'json-schema' || after.output?.type !== 'json-schema') return;
  // What a format says about the schema beside it, another one says within it.
  const { description } = before.output;
  const schema =
    after.output.schema.description === description && description !== undefined
      ? { ...before.output.schema, description }
      : before.output.schema;
  expect('schema', schemaOf(schema), schemaOf(after.output.schema), 'response_format', 'schema', ...keywords);
}

/** Efforts and budgets are worth each other; whether the model thinks at all must be kept. */
function compareReasoning(before: CanonicalRequest, after: CanonicalRequest, expect: Expect): void {
  const { reasoning } = before;
  if (reasoning === undefined) return;
  const names = ['reasoning', 'reasoning_effort', 'reasoning_off', 'thinking', 'effort', 'budget_tokens'];
  const isOff = isReasoningOff(reasoning);
  const isOffAfter =
    after.reasoning === undefined ? thoughtless.has(after.model) : isReasoningOff(after.reasoning);
  if (isOff || isOffAfter) expect('reasoning', isOff, isOffAfter, ...names);
  else if (reasoning.effort !== undefined || (reasoning.budgetTokens ?? 0) > 0) {
    expect('reasoning asked for', true, after.reasoning !== undefined, ...names);
  }
  if (reasoning.includeThoughts === true) {
    expect('includeThoughts', true, after.reasoning?.includeThoughts, 'include_thoughts', ...names);
  }
}

function compareExtensions(
  before: CanonicalRequest,
  after: CanonicalRequest,
  target: DialectName,
): Difference[] {
  const differences: Difference[] = [];
  const check = (extensions: Extensions | undefined, again: Extensions | undefined, path: string) => {
    for (const [owner, members] of Object.entries(extensions ?? {})) {
      for (const [member, value] of Object.entries(members ?? {})) {
        const isKept = owner === target && isDeepStrictEqual(value, again?.[target]?.[member]);
        const explainedBy = namesOf(member, 'unknown_members');
        if (!isKept) differences.push({ what: `${path}${member} is missing`, explainedBy });
      }
    }
  };
  check(before.extensions, after.extensions, '');
  for (const [index, message] of before.messages.entries()) {
    check(message.extensions, after.messages[index]?.extensions, `messages[${index}].`);
  }
  return differences;
}
