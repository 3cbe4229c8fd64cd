import { environmentVariable } from '../../platform/env.ts';
import { providers } from '../../providers/index.ts';
import type { Provider } from '../../providers/provider.ts';
import { listOllamaModels } from './list-ollama-models.ts';

/** A channel that can be offered without asking anybody. */
export interface DemoChannel {
  provider: Provider;
  credential: string | null;
  /** Public names; the provider's own are the same. */
  models: readonly string[];
}

/**
 * What this machine has to offer: providers that live inside Heddle, those whose key is in the environment, and an
 * Ollama that answers on its usual port.
 */
export async function findDemoChannels(): Promise<DemoChannel[]> {
  const offered = await Promise.all(providers.map(offer));
  return offered.flatMap((channel) => (channel && channel.models.length > 0 ? [channel] : []));
}

async function offer(provider: Provider): Promise<DemoChannel | null> {
  if (provider.inProcess) return { provider, credential: null, models: provider.suggestedModels };
  if (provider.id === 'ollama' && provider.baseUrl) {
    return { provider, credential: null, models: await listOllamaModels(provider.baseUrl) };
  }
  const credential = provider.environmentVariable && environmentVariable(provider.environmentVariable);
  return credential ? { provider, credential, models: provider.suggestedModels } : null;
}
