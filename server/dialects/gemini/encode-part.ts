import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Part, Signature, ToolCallPart } from '../../canonical/part.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { nameKind } from '../shared/name-loss.ts';
import { parseArguments } from '../shared/parse-arguments.ts';
import { encodeMedia } from './encode-media.ts';
import { membersOf } from './extensions.ts';
import { isDerivedCallId } from './tool-call-id.ts';

const nested = ['functionCall'];

/** What any turn or answer may hold, as a Gemini `Part`; null when nothing of it can be said. */
export function encodePart(
  part: Exclude<Part, { type: 'tool-result' }>,
  losses: Losses,
  path: string,
): JsonObject | null {
  if (part.type !== 'extension' && part.cache !== undefined) losses.add('cache_control', path);
  switch (part.type) {
    case 'text': {
      const about = {
        ...signatureMember(part.signature, losses, path),
        ...ownExtensions(part.extensions, 'gemini', losses, path),
      };
      // To Gemini an empty text is no data at all, and a part has to have some.
      return part.text === '' && Object.keys(about).length === 0 ? null : { text: part.text, ...about };
    }
    case 'reasoning': {
      if (part.redacted !== undefined) losses.add('redacted_reasoning', path);
      const signature = signatureMember(part.signature, losses, path);
      if (part.text === '' && signature.thoughtSignature === undefined) return null;
      return {
        text: part.text,
        thought: true,
        ...signature,
        ...ownExtensions(part.extensions, 'gemini', losses, path),
      };
    }
    case 'refusal':
      losses.add('refusal', path);
      return { text: part.text };
    case 'tool-call':
      return encodeToolCall(part, losses, path);
    case 'extension':
      if (part.dialect === 'gemini' && isJsonObject(part.value)) return part.value;
      nameKind(losses, part.kind, 'unknown_part', path);
      return null;
    default:
      return encodeMedia(part, losses, path);
  }
}

function encodeToolCall(part: ToolCallPart, losses: Losses, path: string): JsonObject {
  const own = ownExtensions(part.extensions, 'gemini', losses, path);
  return {
    functionCall: {
      ...(isDerivedCallId(part.id) ? {} : { id: part.id }),
      name: part.name,
      args: callArguments(part, losses, path),
      ...membersOf(own, nested, 'functionCall'),
    },
    ...signatureMember(part.signature, losses, path),
    ...membersOf(own, nested),
  };
}

/** Gemini takes an object only: free text and cut JSON go in as the one argument `input`, and are a loss. */
function callArguments(part: ToolCallPart, losses: Losses, path: string): JsonObject {
  if (part.freeText !== true) {
    const value = parseArguments(part.arguments);
    if (value !== null) return value;
  }
  losses.add(part.freeText === true ? 'custom_tool_input' : 'tool_call_arguments', path);
  return { input: part.arguments };
}

/** Only Gemini's own signatures go back to it. */
export function signatureMember(
  signature: Signature | undefined,
  losses: Losses,
  path: string,
): { thoughtSignature?: string } {
  if (signature === undefined) return {};
  if (signature.dialect === 'gemini') return { thoughtSignature: signature.value };
  losses.add('reasoning_signature', path);
  return {};
}
