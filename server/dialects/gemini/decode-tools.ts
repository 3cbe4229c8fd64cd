import type { FunctionTool, Tool, ToolChoice } from '../../canonical/request.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';
import { ExtensionBag } from './extensions.ts';
import { toJsonSchema } from './schema.ts';
import { spelled, spelledReaders, spellings } from './spelling.ts';

const declarations = spellings('functionDeclarations');
const knownDeclaration = spellings('name', 'description', 'parameters', 'parametersJsonSchema');
const knownConfig = spellings('functionCallingConfig');
const knownCalling = spellings('mode', 'allowedFunctionNames');

/** One `Tool` holds any number of functions and, as members beside them, the vendor's own tools. */
export function decodeTools(tools: readonly JsonReader[]): Tool[] {
  const decoded: Tool[] = [];
  for (const tool of tools) {
    const functions = spelledReaders(tool, 'functionDeclarations') ?? [];
    tool.within(spelled(tool, 'functionDeclarations'), decoded.length + functions.length, 'tools');
    for (const declaration of functions) decoded.push(decodeDeclaration(declaration));
    for (const [kind, value] of Object.entries(tool.rest(declarations) ?? {})) {
      decoded.push({ type: 'vendor', dialect: 'gemini', kind, value });
    }
  }
  return decoded;
}

function decodeDeclaration(declaration: JsonReader): FunctionTool {
  const extensions = new ExtensionBag();
  extensions.add(declaration.rest(knownDeclaration));
  const description = declaration.optionalString('description');
  const subset = declaration.optionalReader('parameters')?.object;
  const full = declaration.value(spelled(declaration, 'parametersJsonSchema'));
  if (full !== undefined && !isJsonObject(full)) {
    throw declaration.wrong(spelled(declaration, 'parametersJsonSchema'), 'an object');
  }
  const parameters = subset === undefined ? full : toJsonSchema(subset);
  return {
    type: 'function',
    name: declaration.string('name', 'toolName'),
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters }),
    ...extensions.asMember,
  };
}

/** https://ai.google.dev/gemini-api/docs/function-calling#function_calling_modes */
export function decodeToolChoice(config: JsonReader, extensions: ExtensionBag): ToolChoice | undefined {
  extensions.add(config.rest(knownConfig), 'toolConfig');
  const calling = config.optionalReader(spelled(config, 'functionCallingConfig'));
  if (calling === undefined) return undefined;
  extensions.add(calling.rest(knownCalling), 'functionCallingConfig');
  const mode = calling.optionalString('mode')?.toUpperCase();
  const names = calling.optionalStrings(spelled(calling, 'allowedFunctionNames'), 'allowedTools') ?? [];
  const [only, second] = names;
  switch (mode) {
    case undefined:
    case 'MODE_UNSPECIFIED':
    case 'AUTO':
      return only === undefined ? { type: 'auto' } : { type: 'allowed', names, required: false };
    case 'VALIDATED':
      if (only !== undefined) return { type: 'allowed', names, required: false };
      extensions.set('functionCallingConfig.mode', 'VALIDATED');
      return { type: 'auto' };
    case 'NONE':
      return { type: 'none' };
    case 'ANY':
      if (only === undefined) return { type: 'required' };
      return second === undefined ? { type: 'tool', name: only } : { type: 'allowed', names, required: true };
    default:
      throw calling.wrong('mode', 'one of "AUTO", "ANY", "NONE", "VALIDATED"');
  }
}
