import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest, FunctionTool, ToolChoice } from '../../canonical/request.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { setMember } from '../shared/json-reader.ts';
import { nameKind } from '../shared/name-loss.ts';
import { fromJsonSchema } from './schema.ts';

/** Function declarations come together in one `Tool`; each of the vendor's own tools has one of its own. */
export function encodeTools(request: CanonicalRequest, losses: Losses): JsonObject[] {
  const encoded: JsonObject[] = [];
  const declarations: JsonObject[] = [];
  request.tools?.forEach((tool, index) => {
    const path = `tools[${index}]`;
    if (tool.type === 'function') {
      if (declarations.length === 0) encoded.push({ functionDeclarations: declarations });
      declarations.push(encodeDeclaration(tool, request.toolChoice, losses, path));
    } else if (tool.dialect === 'gemini') {
      const vendor: JsonObject = {};
      setMember(vendor, tool.kind, tool.value);
      encoded.push(vendor);
    } else nameKind(losses, tool.kind, 'unknown_tool', path);
  });
  return encoded;
}

function encodeDeclaration(
  tool: FunctionTool,
  choice: ToolChoice | undefined,
  losses: Losses,
  path: string,
): JsonObject {
  if (tool.cache !== undefined) losses.add('cache_control', path);
  // Where a call is forced Gemini holds to the schema anyway.
  if (tool.strict === true && !isForced(choice)) losses.add('strict', path);
  return {
    name: tool.name,
    ...(tool.description === undefined ? {} : { description: tool.description }),
    ...parametersOf(tool),
    ...ownExtensions(tool.extensions, 'gemini', losses, path),
  };
}

/** In the subset every version knows where it suffices, else in full JSON Schema. */
function parametersOf(tool: FunctionTool): JsonObject {
  if (tool.parameters === undefined) return {};
  const subset = fromJsonSchema(tool.parameters);
  return subset === null ? { parametersJsonSchema: tool.parameters } : { parameters: subset };
}

function isForced(choice: ToolChoice | undefined): boolean {
  return (
    choice?.type === 'required' || choice?.type === 'tool' || (choice?.type === 'allowed' && choice.required)
  );
}

/** `functionCallingConfig`; undefined when there is no choice to express. Gemini refuses one without functions. */
export function encodeToolChoice(
  request: CanonicalRequest,
  own: Readonly<Record<string, JsonValue>>,
  losses: Losses,
): JsonObject | undefined {
  if (request.parallelToolCalls === false) losses.add('parallel_tool_calls');
  const choice = request.toolChoice;
  if (choice === undefined) return Object.keys(own).length === 0 ? undefined : own;
  if (!request.tools?.some((tool) => tool.type === 'function')) {
    if (isForced(choice)) losses.add('tool_choice');
    return undefined;
  }
  switch (choice.type) {
    case 'auto':
      return { mode: 'AUTO', ...own };
    case 'none':
      return { mode: 'NONE', ...own };
    case 'required':
      return { mode: 'ANY', ...own };
    case 'tool':
      return { mode: 'ANY', allowedFunctionNames: [choice.name], ...own };
    case 'allowed':
      return { mode: choice.required ? 'ANY' : 'VALIDATED', allowedFunctionNames: choice.names, ...own };
  }
}
