import type { HostileRequest } from '../arena/hostile-client.ts';

/** The formats of clients, each asking the hostile tenant's channel of some provider. */
export type Client = 'openai' | 'anthropic' | 'gemini';
export const clients: readonly Client[] = ['openai', 'anthropic', 'gemini'];

export const hello = 'Hello';

/** A small request of a client's format. `more` is added to the body. */
export function ask(client: Client, model: string, more: object = {}, stream = false): HostileRequest {
  switch (client) {
    case 'openai':
      return {
        path: '/v1/chat/completions',
        body: { model, stream, messages: [{ role: 'user', content: hello }], ...more },
      };
    case 'anthropic':
      return {
        path: '/v1/messages',
        headers: { 'anthropic-version': '2023-06-01' },
        body: { model, stream, max_tokens: 100, messages: [{ role: 'user', content: hello }], ...more },
      };
    case 'gemini':
      return {
        path: `/v1beta/models/${encodeURIComponent(model)}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
        body: { contents: [{ role: 'user', parts: [{ text: hello }] }], ...more },
      };
  }
}
