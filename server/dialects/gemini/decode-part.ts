import type { MediaPart, Part, Signature } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeBlob } from './decode-blob.ts';
import { decodeFileData } from './decode-file.ts';
import { decodeFunctionResponse } from './decode-function-response.ts';
import { ExtensionBag } from './extensions.ts';
import { spelled, spellings } from './spelling.ts';
import type { ToolCallIds } from './tool-call-id.ts';

const textMembers = spellings('text', 'thought', 'thoughtSignature');
const callPartMembers = spellings('functionCall', 'thoughtSignature');
const callMembers = spellings('id', 'name', 'args');
const inlinePartMembers = spellings('inlineData');
/** Members of a part that say something about it and are not its content. */
const aboutMembers = spellings(
  'thought',
  'thoughtSignature',
  'partMetadata',
  'videoMetadata',
  'mediaResolution',
);

/** One `Part` (https://ai.google.dev/api/caching#Part). What only Gemini has stays verbatim. */
export function decodePart(reader: JsonReader, ids: ToolCallIds): Part {
  const has = (member: string) => reader.value(spelled(reader, member)) !== undefined;
  if (has('functionCall')) return decodeFunctionCall(reader, ids);
  if (has('functionResponse')) return decodeFunctionResponse(reader, ids);
  if (has('inlineData')) return decodeInlineData(reader);
  if (has('fileData')) return decodeFileData(reader);
  const members = Object.keys(reader.object);
  const unknown = members.find((member) => member !== 'text' && !aboutMembers.has(member));
  if (unknown !== undefined && !has('text')) {
    return { type: 'extension', dialect: 'gemini', kind: unknown, value: reader.object };
  }
  return decodeText(reader);
}

function decodeText(reader: JsonReader): Part {
  const extensions = new ExtensionBag();
  extensions.add(reader.rest(textMembers));
  const text = reader.optionalString('text') ?? '';
  const common = { text, ...signatureOf(reader), ...extensions.asMember };
  return reader.optionalBoolean('thought') === true
    ? { type: 'reasoning', ...common }
    : { type: 'text', ...common };
}

function decodeFunctionCall(reader: JsonReader, ids: ToolCallIds): Part {
  const call = reader.reader(spelled(reader, 'functionCall'));
  const name = call.string('name', 'toolName');
  const extensions = new ExtensionBag();
  extensions.add(reader.rest(callPartMembers));
  extensions.add(call.rest(callMembers), 'functionCall');
  const id = call.optionalString('id', 'id');
  return {
    type: 'tool-call',
    id: ids.called(name, id === '' ? undefined : id),
    name,
    arguments: JSON.stringify(call.optionalReader('args')?.object ?? {}),
    ...signatureOf(reader),
    ...extensions.asMember,
  };
}

function decodeInlineData(reader: JsonReader): MediaPart {
  const about = new ExtensionBag();
  about.add(reader.rest(inlinePartMembers));
  return decodeBlob(reader.reader(spelled(reader, 'inlineData')), about);
}

function signatureOf(reader: JsonReader): { signature?: Signature } {
  const value = reader.optionalString(spelled(reader, 'thoughtSignature'));
  return value === undefined || value === '' ? {} : { signature: { dialect: 'gemini', value } };
}
