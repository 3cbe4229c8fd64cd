import type { MediaPart, Part } from '../../canonical/part.ts';
import type { CanonicalRequest, Tool } from '../../canonical/request.ts';
import { SaidText } from '../../dialects/shared/said-text.ts';
import { type CountText, countTextTokens } from './count-text-tokens.ts';

/** OpenAI's chat framing: each message, and the start of the answer, take three tokens beside their text. */
const FRAMING_TOKENS = 3;

/**
 * What a medium is taken for. Providers count by size, which is not known here without decoding it.
 * Images: OpenAI's figures for 1024 × 1024 and for low detail; documents: about three pages of text; audio
 * and video: about twenty seconds.
 */
const MEDIA_TOKENS: Readonly<Record<MediaPart['type'], number>> = {
  image: 765,
  document: 1500,
  audio: 640,
  video: 5200,
};
const LOW_DETAIL_IMAGE_TOKENS = 85;

/**
 * Estimates the input tokens of a request. Framing, media and vendor tools are flat rates; text is counted.
 * @param countText in this thread when absent
 */
export async function countPromptTokens(
  request: CanonicalRequest,
  countText: CountText = countTextTokens,
): Promise<number> {
  const texts = new SaidText();
  let flat = FRAMING_TOKENS;
  for (const message of request.messages) {
    flat += FRAMING_TOKENS;
    for (const part of message.parts) flat += collect(part, texts);
  }
  for (const tool of request.tools ?? []) add(texts, toolText(tool));
  if (request.output?.type === 'json-schema') add(texts, JSON.stringify(request.output.schema));
  return flat + (await countText(texts.toString(), texts.length));
}

function add(texts: SaidText, text: string): void {
  if (texts.length > 0) texts.push('\n');
  texts.push(text);
}

/** Adds the part's text to `texts` and returns the tokens of what is not text. */
function collect(part: Part, texts: SaidText): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      add(texts, part.text);
      return 0;
    case 'tool-call':
      add(texts, part.name);
      add(texts, part.arguments);
      return 0;
    case 'tool-result':
      return part.content.reduce((sum, inner) => sum + collect(inner, texts), 0);
    case 'extension':
      add(texts, JSON.stringify(part.value));
      return 0;
    default:
      return mediaTokens(part, texts);
  }
}

function mediaTokens(part: MediaPart, texts: SaidText): number {
  if (part.context !== undefined) add(texts, part.context);
  if (part.source.kind === 'text') {
    add(texts, part.source.text);
    return 0;
  }
  return part.type === 'image' && part.detail === 'low' ? LOW_DETAIL_IMAGE_TOKENS : MEDIA_TOKENS[part.type];
}

function toolText(tool: Tool): string {
  if (tool.type === 'vendor') return JSON.stringify(tool.value);
  return `${tool.name}\n${tool.description ?? ''}\n${tool.parameters ? JSON.stringify(tool.parameters) : ''}`;
}
