import { capabilitiesOf } from '../../dialects/anthropic-messages/models.ts';
import type { Provider } from '../../providers/provider.ts';
import { modelFacts } from './model-facts.ts';

/** Of models about which nobody says anything: as much as any model of its time writes without being asked for more. */
const MOST_OF_UNKNOWN = 32_768;

/**
 * The most a model writes in one answer where its client names no bound: by its vendor, else its context window, else
 * 32,768.
 */
export function mostOutputTokens(provider: Provider, model: string): number {
  if (provider.dialect === 'anthropic-messages') return capabilitiesOf(model).maxOutputTokens;
  const { outputTokens, contextTokens } = modelFacts(provider, model, null);
  return outputTokens ?? contextTokens ?? MOST_OF_UNKNOWN;
}
