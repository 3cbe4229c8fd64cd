import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest, FunctionTool, Tool } from '../../canonical/request.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { nameKind } from '../shared/name-loss.ts';
import type { ModelCapabilities } from './models.ts';
import { strictSchema } from './strict-schema.ts';
import { dialectName, encodeCacheControl } from './vocabulary.ts';

/** `tools` and `tool_choice`; neither when there is no tool left, since a choice among none is refused. */
export function encodeTools(
  request: CanonicalRequest,
  capabilities: ModelCapabilities,
  losses: Losses,
): JsonObject {
  const allowed = request.toolChoice?.type === 'allowed' ? new Set(request.toolChoice.names) : null;
  const tools: JsonObject[] = [];
  for (const [index, tool] of (request.tools ?? []).entries()) {
    // There is no list of allowed tools here; leaving the others out comes to the same.
    if (allowed !== null && !allowed.has(nameOf(tool))) continue;
    const encoded = encodeTool(tool, capabilities, losses, `tools[${index}]`);
    if (encoded !== null) tools.push(encoded);
  }
  if (tools.length === 0) return {};
  const choice = encodeToolChoice(request, capabilities, losses);
  return choice === null ? { tools } : { tools, tool_choice: choice };
}

/** Whether some tool must be called, and the model can be made to. */
export function forcesTool(request: CanonicalRequest, capabilities: ModelCapabilities): boolean {
  const choice = request.toolChoice;
  if (!capabilities.forcedTools || choice === undefined) return false;
  if (request.tools === undefined || request.tools.length === 0) return false;
  return (
    choice.type === 'required' || choice.type === 'tool' || (choice.type === 'allowed' && choice.required)
  );
}

function nameOf(tool: Tool): string {
  if (tool.type === 'function') return tool.name;
  return isJsonObject(tool.value) && typeof tool.value.name === 'string' ? tool.value.name : tool.kind;
}

function encodeTool(
  tool: Tool,
  capabilities: ModelCapabilities,
  losses: Losses,
  path: string,
): JsonObject | null {
  if (tool.type === 'function') return encodeFunctionTool(tool, capabilities, losses, path);
  if (tool.dialect === dialectName && isJsonObject(tool.value)) return tool.value;
  nameKind(losses, tool.kind, 'unknown_tool', path);
  return null;
}

function encodeFunctionTool(
  tool: FunctionTool,
  capabilities: ModelCapabilities,
  losses: Losses,
  path: string,
): JsonObject {
  const strict = tool.strict === true && capabilities.structuredOutput;
  if (tool.strict === true && !strict) losses.add('strict', path);
  const parameters = inputSchema(tool.parameters);
  return {
    name: tool.name,
    ...(tool.description === undefined ? {} : { description: tool.description }),
    input_schema: strict ? strictSchema(parameters, losses, path) : parameters,
    ...(strict ? { strict } : {}),
    ...ownExtensions(tool.extensions, dialectName, losses, path),
    ...(tool.cache === undefined ? {} : { cache_control: encodeCacheControl(tool.cache) }),
  };
}

/** Anthropic wants a schema, and an object's. */
function inputSchema(parameters: JsonObject | undefined): JsonObject {
  if (parameters === undefined) return { type: 'object', properties: {} };
  return parameters.type === 'object' ? parameters : { ...parameters, type: 'object' };
}

function encodeToolChoice(
  { toolChoice: choice, parallelToolCalls }: CanonicalRequest,
  capabilities: ModelCapabilities,
  losses: Losses,
): JsonObject | null {
  const parallel: JsonObject =
    parallelToolCalls === undefined ? {} : { disable_parallel_tool_use: !parallelToolCalls };
  const forced = (members: JsonObject): JsonObject => {
    if (capabilities.forcedTools) return { ...members, ...parallel };
    losses.add('tool_choice');
    return { type: 'auto', ...parallel };
  };
  switch (choice?.type) {
    case undefined:
      return parallelToolCalls === false ? { type: 'auto', ...parallel } : null;
    case 'none':
      return { type: 'none' };
    case 'auto':
      return { type: 'auto', ...parallel };
    case 'required':
      return forced({ type: 'any' });
    case 'tool':
      return forced({ type: 'tool', name: choice.name });
    case 'allowed':
      return choice.required ? forced({ type: 'any' }) : { type: 'auto', ...parallel };
  }
}
