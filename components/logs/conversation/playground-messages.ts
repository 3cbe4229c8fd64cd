import type { Conversation } from './read-conversation.ts';
import { isObject, objectIn } from './read-values.ts';
import type { Piece, Turn } from './turn.ts';

type PlaygroundMessage = {
  role: 'system' | 'user' | 'assistant';
  content: string;
  images?: { name: string; dataUrl: string }[];
};

type Sampling = { temperature?: number; topP?: number; maximumTokens?: number };

/** What was asked, as the playground can ask it again: words and pictures. Tools, and what they said, it has none of. */
export function playgroundMessages({ asked }: Conversation): PlaygroundMessage[] {
  return asked.flatMap(({ role, pieces }: Turn): PlaygroundMessage[] => {
    if (role === 'tool') return [];
    const content = pieces.flatMap((piece) => (piece.type === 'text' ? [piece.text] : [])).join('\n\n');
    const images = role === 'user' ? pieces.flatMap(imageOf) : [];
    if (content === '' && images.length === 0) return [];
    return [{ role, content, ...(images.length > 0 ? { images } : {}) }];
  });
}

function imageOf(piece: Piece): { name: string; dataUrl: string }[] {
  const isInside = piece.type === 'media' && piece.kind === 'image' && piece.source?.startsWith('data:');
  return isInside ? [{ name: piece.name, dataUrl: piece.source ?? '' }] : [];
}

/** The sampling a request asked for, in any of the formats; what it left out is left out. */
export function samplingOf(request: string): Sampling {
  const body: unknown = JSON.parse(request);
  if (!isObject(body)) return {};
  const config = { ...body, ...objectIn(body.generationConfig ?? body.generation_config) };
  const sampling: Sampling = {};
  const temperature = numberIn(config.temperature);
  if (temperature !== undefined) sampling.temperature = temperature;
  const topP = numberIn(config.top_p) ?? numberIn(config.topP);
  if (topP !== undefined) sampling.topP = topP;
  const maximumTokens = [
    config.max_completion_tokens,
    config.max_tokens,
    config.maxOutputTokens,
    config.max_output_tokens,
  ]
    .map(numberIn)
    .find((tokens) => tokens !== undefined);
  if (maximumTokens !== undefined) sampling.maximumTokens = maximumTokens;
  return sampling;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
