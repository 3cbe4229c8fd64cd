import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { MediaPart, TextPart, ToolResultPart } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeBlob } from './decode-blob.ts';
import { decodeFileData } from './decode-file.ts';
import { ExtensionBag } from './extensions.ts';
import { spelled, spelledReaders, spellings } from './spelling.ts';
import type { ToolCallIds } from './tool-call-id.ts';

const partMembers = spellings('functionResponse');
const responseMembers = spellings('id', 'name', 'response', 'parts');

/**
 * A tool's result. Gemini takes any object and reads its `output` and `error` members as what they say
 * (https://ai.google.dev/api/caching#FunctionResponse); an object that is more than one text is kept as it
 * is beside the text for other formats.
 */
export function decodeFunctionResponse(reader: JsonReader, ids: ToolCallIds): ToolResultPart {
  const result = reader.reader(spelled(reader, 'functionResponse'));
  const name = result.string('name', 'toolName');
  const id = result.optionalString('id', 'id');
  const response = result.optionalReader('response')?.object ?? {};
  const extensions = new ExtensionBag();
  extensions.add(reader.rest(partMembers));
  extensions.add(result.rest(responseMembers), 'functionResponse');
  const isError = onlyMember(response) === 'error';
  return {
    type: 'tool-result',
    toolCallId: ids.answered(name, id === '' ? undefined : id),
    toolName: name,
    content: [...textOf(response), ...mediaOf(result)],
    ...(isError ? { isError } : {}),
    ...(isPlainText(response) ? {} : { structured: response }),
    ...extensions.asMember,
  };
}

/** Whether the text alone says everything: `{"output": "…"}`, `{"error": "…"}` or nothing. */
function isPlainText(response: JsonObject): boolean {
  const only = onlyMember(response);
  if (only === undefined) return Object.keys(response).length === 0;
  return (only === 'output' || only === 'error') && typeof response[only] === 'string';
}

function textOf(response: JsonObject): TextPart[] {
  const only = onlyMember(response);
  if (only === undefined && Object.keys(response).length === 0) return [];
  const value: JsonValue | undefined =
    only === 'output' || only === 'result' || only === 'error' ? response[only] : undefined;
  return [{ type: 'text', text: typeof value === 'string' ? value : JSON.stringify(value ?? response) }];
}

function onlyMember(response: JsonObject): string | undefined {
  const members = Object.keys(response);
  return members.length === 1 ? members[0] : undefined;
}

function mediaOf(result: JsonReader): MediaPart[] {
  const media: MediaPart[] = [];
  for (const part of spelledReaders(result, 'parts', 'parts') ?? []) {
    const blob = part.optionalReader(spelled(part, 'inlineData'));
    if (blob !== undefined) media.push(decodeBlob(blob));
    else if (part.value(spelled(part, 'fileData')) !== undefined) media.push(decodeFileData(part));
    else throw part.wrong('inlineData', 'an object');
  }
  return media;
}
