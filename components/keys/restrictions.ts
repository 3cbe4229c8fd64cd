import type { EndpointKind } from '@/server/canonical/endpoint-kind';
import type { ApiKey } from './api-key';

/** In the order in which people think of them; the type says when one is missing. */
export const endpointNames: Record<EndpointKind, string> = {
  'chat-completions': '/v1/chat/completions',
  messages: '/v1/messages',
  'generate-content': ':generateContent, :streamGenerateContent',
  'count-tokens': '/v1/messages/count_tokens, :countTokens',
  models: '/v1/models',
};

export type Restrictions = {
  /** Empty means all. */
  endpoints: EndpointKind[];
  /** As it is written, a network a line or with commas. */
  addresses: string;
  tags: string;
};

export function restrictionsOf(apiKey: ApiKey | undefined): Restrictions {
  return {
    endpoints: (apiKey?.endpoints ?? []).filter((kind): kind is EndpointKind =>
      Object.hasOwn(endpointNames, kind),
    ),
    addresses: (apiKey?.addresses ?? []).join('\n'),
    tags: (apiKey?.tags ?? []).join(', '),
  };
}

/** What stands in a field, between spaces, commas or on lines; each once. */
export function itemsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((item) => item !== ''))];
}
