import { isPrivateLiteral } from '../platform/network/reach-lookup.ts';
import type { Provider } from './provider.ts';

/** Whether a base URL is the one on this machine that the provider's row itself declares (Ollama), no tenant's invention. */
export function isDeclaredLocalAddress(provider: Provider, baseUrl: string): boolean {
  return baseUrl === provider.baseUrl && isPrivateLiteral(new URL(baseUrl).hostname);
}
