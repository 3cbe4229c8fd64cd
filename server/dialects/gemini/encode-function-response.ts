import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { ToolResultPart } from '../../canonical/part.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { encodeMedia } from './encode-media.ts';
import { membersOf } from './extensions.ts';
import { isDerivedCallId } from './tool-call-id.ts';

const nested = ['functionResponse', 'inlineData'];

/**
 * A tool's result: a `functionResponse`, and beside it the media it cannot hold itself (before Gemini 3 all
 * of them, later those given by address).
 * @param name The function's name; the call's id stands for it when no call with that id is known.
 */
export function encodeFunctionResponse(
  result: ToolResultPart,
  name: string | undefined,
  holdsMedia: boolean,
  losses: Losses,
  path: string,
): JsonObject[] {
  if (result.cache !== undefined) losses.add('cache_control', path);
  const own = ownExtensions(result.extensions, 'gemini', losses, path);
  const inside: JsonObject[] = [];
  const beside: JsonObject[] = [];
  const texts: string[] = [];
  for (const part of result.content) {
    if (part.cache !== undefined) losses.add('cache_control', path);
    if (part.type === 'text') {
      ownExtensions(part.extensions, 'gemini', losses, path);
      texts.push(part.text);
      continue;
    }
    const media = encodeMedia(part, losses, path);
    if (media === null) continue;
    (holdsMedia && media.inlineData !== undefined ? inside : beside).push(media);
  }
  return [
    {
      functionResponse: {
        ...(isDerivedCallId(result.toolCallId) ? {} : { id: result.toolCallId }),
        name: name ?? result.toolCallId,
        response: isJsonObject(result.structured) ? result.structured : responseOf(texts, result.isError),
        ...(inside.length === 0 ? {} : { parts: inside }),
        ...membersOf(own, nested, 'functionResponse'),
      },
      ...membersOf(own, nested),
    },
    ...beside,
  ];
}

/** `output` and `error` are the members Gemini reads as what a tool said. */
function responseOf(texts: readonly string[], isError: boolean | undefined): JsonObject {
  if (isError === true) return { error: texts.join('\n') };
  return texts.length === 0 ? {} : { output: texts.join('\n') };
}
