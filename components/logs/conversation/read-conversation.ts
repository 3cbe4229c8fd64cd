import { anthropicMessages } from './anthropic-messages.ts';
import { gemini } from './gemini.ts';
import { openAiChat } from './openai-chat.ts';
import { isObject } from './read-values.ts';
import type { ConversationFormat, JsonObject, Turn } from './turn.ts';

const formats: Readonly<Record<string, ConversationFormat>> = {
  'openai-chat': openAiChat,
  'anthropic-messages': anthropicMessages,
  gemini,
};

/** What is shown of one conversation; the rest can be read raw. */
export const conversationBounds = { turns: 200, pieces: 50 } as const;

export type Conversation = {
  /** Of the request: what was said before. */
  asked: Turn[];
  /** What came of it. */
  answered: Turn[];
  /** Turns of the request before those shown. */
  earlierTurns: number;
};

type StoredContent = { dialect: string; stream: boolean; request: string; response: string };

/**
 * Prompt and answer as they are kept, read as a conversation. Null where the request cannot be read as one: it was cut,
 * or is in a format that is not known here. The last turns are those shown where there are too many.
 */
export function readConversation({ dialect, stream, request, response }: StoredContent): Conversation | null {
  const format = formats[dialect];
  const body = parseObject(request);
  if (!format || !body) return null;
  const turns = format.readRequest(body);
  if (turns.length === 0) return null;
  const asked = turns.slice(-conversationBounds.turns);
  const answered = readAnswer(format, stream, response).slice(0, conversationBounds.turns);
  return {
    asked: asked.map(bounded),
    answered: answered.map(bounded),
    earlierTurns: turns.length - asked.length,
  };
}

/** Of a stream, the words that were said are kept, and not its events. */
function readAnswer(format: ConversationFormat, stream: boolean, response: string): Turn[] {
  const body = parseObject(response);
  const turns = body ? format.readAnswer(body) : [];
  if (turns.length > 0 || !stream || response === '' || isFailure(body)) return turns;
  return [{ role: 'assistant', pieces: [{ type: 'text', text: response }] }];
}

function isFailure(body: JsonObject | null): boolean {
  return body !== null && isObject(body.error);
}

function bounded({ role, pieces }: Turn): Turn {
  return { role, pieces: pieces.slice(0, conversationBounds.pieces) };
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
