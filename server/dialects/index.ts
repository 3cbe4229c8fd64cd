import type { DialectName } from '../canonical/dialect-name.ts';
import { anthropicMessages } from './anthropic-messages/index.ts';
import type { Dialect } from './dialect.ts';
import { gemini } from './gemini/index.ts';
import { openAiChat } from './openai-chat/index.ts';

/** Every wire format Heddle speaks; the only list of them. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'openai-chat': openAiChat,
  'anthropic-messages': anthropicMessages,
  gemini,
};
