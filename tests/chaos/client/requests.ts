import { randomUUID } from 'node:crypto';
import { TOOL } from '../upstream/wire.ts';

/** What a client asks for. */
export const kinds = ['whole', 'streamed', 'tool call'] as const;
export type Kind = (typeof kinds)[number];

/** In which words it asks. */
export const formats = ['openai', 'anthropic', 'gemini'] as const;
export type Format = (typeof formats)[number];

export interface ClientRequest {
  /** The client's own name for it: in the prompt, where the provider finds it, and in the record's tags. */
  id: string;
  kind: Kind;
  format: Format;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Wish {
  model: string;
  kind: Kind;
  format: Format;
  apiKey: string;
  maxTokens?: number;
}

const parameters = { type: 'object', properties: { said: { type: 'string' } } };

/** A tool call is asked for as a stream: there its arguments come in pieces. */
export function isStreamed(kind: Kind): boolean {
  return kind !== 'whole';
}

export function makeRequest({ model, kind, format, apiKey, maxTokens = 1_000_000 }: Wish): ClientRequest {
  const id = randomUUID();
  const prompt = `Go on with this. chaos-id:${id}`;
  const stream = isStreamed(kind);
  const withTool = kind === 'tool call';
  const common = { 'content-type': 'application/json', 'x-heddle-tags': id };
  switch (format) {
    case 'openai':
      return {
        id,
        kind,
        format,
        path: '/v1/chat/completions',
        headers: { ...common, authorization: `Bearer ${apiKey}` },
        body: JSON.stringify({
          model,
          stream,
          max_tokens: maxTokens,
          messages: [{ role: 'user', content: prompt }],
          ...(withTool && { tools: [{ type: 'function', function: { name: TOOL, parameters } }] }),
        }),
      };
    case 'anthropic':
      return {
        id,
        kind,
        format,
        path: '/v1/messages',
        headers: { ...common, 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' },
        body: JSON.stringify({
          model,
          stream,
          max_tokens: maxTokens,
          messages: [{ role: 'user', content: prompt }],
          ...(withTool && { tools: [{ name: TOOL, input_schema: parameters }] }),
        }),
      };
    case 'gemini':
      return {
        id,
        kind,
        format,
        path: `/v1beta/models/${model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
        headers: { ...common, 'x-goog-api-key': apiKey },
        body: JSON.stringify({
          generationConfig: { maxOutputTokens: maxTokens },
          contents: [{ role: 'user', parts: [{ text: prompt }] }],
          ...(withTool && { tools: [{ functionDeclarations: [{ name: TOOL, parameters }] }] }),
        }),
      };
  }
}
