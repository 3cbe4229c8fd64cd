import type { CanonicalRequest, Message, Role } from '../../canonical/request.ts';
import { readServiceTier } from '../../canonical/usage.ts';
import type { Envelope, WireRequest } from '../dialect.ts';
import { JsonReader } from '../shared/json-reader.ts';
import { decodeGenerationConfig } from './decode-generation-config.ts';
import { decodePart } from './decode-part.ts';
import { decodeToolChoice, decodeTools } from './decode-tools.ts';
import { ExtensionBag } from './extensions.ts';
import { refuseTwins } from './refuse-twins.ts';
import { spelled, spelledReaders, spellings } from './spelling.ts';
import { ToolCallIds } from './tool-call-id.ts';

const known = spellings(
  'model',
  'contents',
  'systemInstruction',
  'tools',
  'toolConfig',
  'generationConfig',
  'serviceTier',
);
const knownContent = spellings('role', 'parts');

export function readEnvelope(request: WireRequest): Envelope {
  const reader = JsonReader.of(request.body, 'invalid_request');
  refuseTwins(reader);
  const config = reader.optionalReader(spelled(reader, 'generationConfig'));
  if (config !== undefined) refuseTwins(config);
  const perCandidate = config?.optionalInteger(spelled(config, 'maxOutputTokens'), 0);
  const candidates = config?.optionalInteger(spelled(config, 'candidateCount'), 1, 'choices');
  const serviceTier = readServiceTier(reader.value(spelled(reader, 'serviceTier')));
  return {
    model: modelOf(request, reader),
    stream: request.path?.stream ?? false,
    ...(serviceTier === undefined ? {} : { serviceTier }),
    ...(candidates === undefined ? {} : { choices: candidates }),
    ...(perCandidate === undefined ? {} : { maxOutputTokens: perCandidate * (candidates ?? 1) }),
  };
}

export function decodeRequest(request: WireRequest): CanonicalRequest {
  const reader = JsonReader.of(request.body, 'invalid_request');
  const extensions = new ExtensionBag();
  extensions.add(reader.rest(known));
  const config = reader.optionalReader(spelled(reader, 'generationConfig'));
  const toolConfig = reader.optionalReader(spelled(reader, 'toolConfig'));
  const tools = decodeTools(spelledReaders(reader, 'tools', 'tools') ?? []);
  const toolChoice = toolConfig === undefined ? undefined : decodeToolChoice(toolConfig, extensions);
  const serviceTier = reader.optionalString(spelled(reader, 'serviceTier'));
  return {
    model: modelOf(request, reader),
    messages: decodeMessages(reader),
    ...(tools.length === 0 ? {} : { tools }),
    ...(toolChoice === undefined ? {} : { toolChoice }),
    ...(config === undefined ? { sampling: {} } : decodeGenerationConfig(config, extensions)),
    stream: request.path?.stream ?? false,
    ...(serviceTier === undefined ? {} : { serviceTier }),
    ...extensions.asMember,
  };
}

/** The model stands in the path; in batches and token counting it stands in the body. */
function modelOf(request: WireRequest, reader: JsonReader): string {
  const model = request.path?.model ?? reader.string('model', 'modelName');
  return model.startsWith('models/') ? model.slice('models/'.length) : model;
}

function decodeMessages(reader: JsonReader): Message[] {
  const messages: Message[] = [];
  const ids = new ToolCallIds('request');
  const instruction = reader.optionalReader(spelled(reader, 'systemInstruction'));
  if (instruction !== undefined) decodeContent(instruction, 'system', ids, messages);
  const contents = spelledReaders(reader, 'contents', 'messages') ?? reader.readers('contents');
  if (contents.length === 0) throw reader.fault('contents', 'expected at least one content');
  for (const content of contents) decodeContent(content, roleOf(content), ids, messages);
  return messages;
}

/** `function` is what the first versions called the user's turn that carries results. */
const roles: Readonly<Record<string, Role>> = {
  user: 'user',
  model: 'assistant',
  system: 'system',
  function: 'user',
};

function roleOf(content: JsonReader): Role {
  const role = content.optionalString('role');
  if (role === undefined || role === '') return 'user';
  const decoded = Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (decoded === undefined) throw content.wrong('role', 'one of "user", "model"');
  return decoded;
}

/** Results become messages of role `tool`; what stands before and after them keeps its place. */
function decodeContent(content: JsonReader, role: Role, ids: ToolCallIds, messages: Message[]): void {
  const extensions = new ExtensionBag();
  extensions.add(content.rest(knownContent));
  let message: Message | undefined;
  for (const partReader of spelledReaders(content, 'parts', 'parts') ?? []) {
    const part = decodePart(partReader, ids);
    if (part.type === 'tool-call' && role !== 'assistant') {
      throw partReader.fault(spelled(partReader, 'functionCall'), 'belongs in a content of role "model"');
    }
    const partRole = part.type === 'tool-result' ? 'tool' : role;
    if (message?.role !== partRole) {
      // What is said of the content as a whole is said once, however often it is cut.
      message = { role: partRole, parts: [], ...(message === undefined && extensions.asMember) };
      messages.push(message);
    }
    message.parts.push(part);
  }
  if (message === undefined) messages.push({ role, parts: [], ...extensions.asMember });
}
