import type { DialectName } from '../canonical/dialect-name.ts';
import type { Provider } from './provider.ts';

/** Where each format's API usually starts on a server. */
const usualPaths: Record<DialectName, string> = {
  'openai-chat': '/v1',
  'anthropic-messages': '/v1',
  gemini: '/v1beta',
};

/**
 * The address requests to a channel start from, without a trailing slash; null when neither the channel nor
 * the provider has one. An address given without a path gets the provider's own path (or the format's usual
 * one), because vendors' SDKs differ in whether a base URL ends with the version.
 * Throws a TypeError when the address is not an http(s) URL.
 */
export function resolveBaseUrl(provider: Provider, channelBaseUrl: string | null): string | null {
  if (channelBaseUrl === null) return provider.baseUrl;
  const url = new URL(channelBaseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TypeError(`A base URL starts with https:// or http://, got ${url.protocol}`);
  }
  if (url.pathname === '/') {
    url.pathname = provider.baseUrl ? new URL(provider.baseUrl).pathname : usualPaths[provider.dialect];
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}
