import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { FunctionTool, Tool, ToolChoice } from '../../canonical/request.ts';
import type { Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';
import { nameKind } from '../shared/name-loss.ts';
import { encodeCacheMarker } from './cache-marker.ts';
import { decodeCacheMarker } from './decode-content.ts';
import { strictSchema } from './strict-schema.ts';

const functionMembers: ReadonlySet<string> = new Set(['name', 'description', 'parameters', 'strict']);

export function decodeTool(tool: JsonReader): Tool {
  const type = tool.value('type') === undefined ? 'function' : tool.string('type');
  if (type !== 'function') {
    return { type: 'vendor', dialect: 'openai-chat', kind: type, value: tool.object };
  }
  const definition = tool.reader('function');
  const decoded: FunctionTool = { type: 'function', name: definition.string('name', 'toolName') };
  const description = definition.optionalString('description');
  const parameters = definition.optionalReader('parameters');
  const strict = definition.optionalBoolean('strict');
  const cache = decodeCacheMarker(tool);
  const rest = definition.rest(functionMembers);
  if (description !== undefined) decoded.description = description;
  if (parameters !== undefined) decoded.parameters = parameters.object;
  if (strict !== undefined) decoded.strict = strict;
  if (cache !== undefined) decoded.cache = cache;
  if (rest !== undefined) decoded.extensions = { 'openai-chat': rest };
  return decoded;
}

/** `tool_choice`: a word, or an object that names one tool or the allowed ones. Mistral says `any`. */
export function decodeToolChoice(body: JsonReader): ToolChoice | undefined {
  const value = body.value('tool_choice');
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    const word = body.oneOf('tool_choice', ['none', 'auto', 'required', 'any']);
    return { type: word === 'any' ? 'required' : word };
  }
  const choice = body.reader('tool_choice');
  const type = choice.oneOf('type', ['function', 'custom', 'allowed_tools']);
  if (type !== 'allowed_tools') return { type: 'tool', name: choice.reader(type).string('name', 'toolName') };
  const allowed = choice.reader('allowed_tools');
  const names = allowed.readers('tools', 'allowedTools').map((tool) => {
    const kind = tool.string('type');
    return isJsonObject(tool.value(kind))
      ? tool.reader(kind).string('name', 'toolName')
      : tool.string('name', 'toolName');
  });
  return { type: 'allowed', names, required: allowed.oneOf('mode', ['auto', 'required']) === 'required' };
}

export function encodeTools(tools: readonly Tool[], target: Target, losses: Losses): JsonObject[] {
  const encoded: JsonObject[] = [];
  for (const [index, tool] of tools.entries()) {
    if (tool.type === 'function') {
      encoded.push(encodeFunctionTool(tool, target, losses, `tools[${index}]`));
    } else if (tool.dialect === 'openai-chat' && isJsonObject(tool.value)) {
      encoded.push(tool.value);
    } else {
      nameKind(losses, tool.kind, 'unknown_tool', `tools[${index}]`);
    }
  }
  return encoded;
}

function encodeFunctionTool(tool: FunctionTool, target: Target, losses: Losses, path: string): JsonObject {
  const definition: JsonObject = { ...ownExtensions(tool.extensions, 'openai-chat', losses, path) };
  definition.name = tool.name;
  if (tool.description !== undefined) definition.description = tool.description;
  Object.assign(definition, encodeParameters(tool, losses, path));
  const encoded: JsonObject = { type: 'function', function: definition };
  if (tool.cache !== undefined) {
    if (target.quirks.cacheMarker === 'cache_control') encodeCacheMarker(encoded, tool.cache, target, losses);
    else losses.add('cache_control', path);
  }
  return encoded;
}

/** OpenAI wants the schema of an object, with its properties, even if there are none; or no schema at all. */
function encodeParameters({ parameters, strict }: FunctionTool, losses: Losses, path: string): JsonObject {
  const members: JsonObject = strict === undefined ? {} : { strict };
  if (parameters === undefined) return members;
  const schema = { ...parameters, type: 'object', properties: parameters.properties ?? {} };
  if (strict !== true) return { parameters: schema, ...members };
  const closed = strictSchema(schema);
  if (closed !== null) return { parameters: closed, strict };
  losses.add('strict', path);
  return { parameters: schema };
}

/** @param tools As encoded, since a tool is chosen by its type too. */
export function encodeToolChoice(choice: ToolChoice, tools: readonly JsonObject[]): JsonValue {
  switch (choice.type) {
    case 'tool':
      return namedTool(choice.name, customNames(tools));
    case 'allowed': {
      const customs = customNames(tools);
      return {
        type: 'allowed_tools',
        allowed_tools: {
          mode: choice.required ? 'required' : 'auto',
          tools: choice.names.map((name) => namedTool(name, customs)),
        },
      };
    }
    default:
      return choice.type;
  }
}

function customNames(tools: readonly JsonObject[]): ReadonlySet<JsonValue | undefined> {
  return new Set(tools.map((tool) => (isJsonObject(tool.custom) ? tool.custom.name : undefined)));
}

/** @param customs Names of the tools that take free text. */
function namedTool(name: string, customs: ReadonlySet<JsonValue | undefined>): JsonObject {
  return customs.has(name) ? { type: 'custom', custom: { name } } : { type: 'function', function: { name } };
}
