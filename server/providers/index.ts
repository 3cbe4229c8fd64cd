import { anthropic, anthropicCompatible } from './anthropic.ts';
import { gemini } from './gemini.ts';
import { openai } from './openai.ts';
import { openAiCompatibleProviders } from './openai-compatible.ts';
import type { Provider } from './provider.ts';
import { simulator } from './simulator/index.ts';

/** Every provider Heddle knows; the only list of them. */
export const providers: readonly Provider[] = [
  openai,
  anthropic,
  gemini,
  ...openAiCompatibleProviders,
  anthropicCompatible,
  simulator,
];

const providersById = new Map(providers.map((provider) => [provider.id, provider]));

/** The provider with this id; undefined when there is none. */
export function findProvider(id: string): Provider | undefined {
  return providersById.get(id);
}
