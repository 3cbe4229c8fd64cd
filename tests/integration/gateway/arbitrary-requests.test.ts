import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  apiKey,
  type GatewayUnderTest,
  gatewayUnderTest,
} from '../../contract/support/gateway-under-test.ts';

const paths = [
  '/v1/chat/completions',
  '/v1/messages',
  '/v1/messages/count_tokens',
  '/v1beta/models/m:generateContent',
  '/v1beta/models/m:streamGenerateContent',
  '/v1beta/models/m:countTokens',
];

/** Members that mean something, so that arbitrary values get past the first check. */
const members = [
  ...[
    'model',
    'messages',
    'role',
    'content',
    'type',
    'text',
    'tools',
    'function',
    'name',
    'parameters',
    'stream',
  ],
  ...[
    'tool_choice',
    'tool_calls',
    'tool_call_id',
    'max_tokens',
    'stop',
    'n',
    'system',
    'contents',
    'parts',
    'input',
  ],
  ...[
    'inlineData',
    'functionCall',
    'functionResponse',
    'generationConfig',
    'image_url',
    'source',
    'thinking',
  ],
  ...[
    'response_format',
    'json_schema',
    'schema',
    'input_schema',
    'stream_options',
    '__proto__',
    'constructor',
  ],
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'm',
    'user',
    'assistant',
    'tool',
    'system',
    'text',
    'image',
    'tool_use',
    'function',
    'auto',
  ),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 1.5, '', [], {}),
  fc.string({ unit: 'binary' }),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...members), tie('value'), { maxKeys: 6 }),
  ),
}));
const anyBody = fc
  .tuple(fc.dictionary(fc.constantFrom(...members), anyValue, { maxKeys: 8 }), fc.boolean())
  .map(([body, plausible]) =>
    plausible
      ? {
          model: 'm',
          max_tokens: 9,
          messages: [{ role: 'user', content: 'hi' }],
          contents: [{ parts: [{ text: 'hi' }] }],
          ...body,
        }
      : body,
  );

describe('whatever a client sends', () => {
  let under: GatewayUnderTest;

  beforeAll(() => {
    under = gatewayUnderTest({ channels: [{ provider: 'simulator', models: { m: 'simulator' } }] });
  });

  afterAll(() => under.gateway.close(100));

  it.each(paths)('to %s is answered, refused clearly, and never the fault of Heddle', async (path) => {
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const before = under.records.length;
        const response = await under.gateway.serve({
          method: 'POST',
          path,
          query: '',
          clientAddress: '203.0.113.7',
          headers: { authorization: `Bearer ${apiKey}` },
          readBody: async () => Buffer.from(JSON.stringify(body)),
          signal: new AbortController().signal,
        });
        let text = '';
        if (Buffer.isBuffer(response.body)) text = response.body.toString();
        else for await (const chunk of response.body) text += chunk.toString();
        response.holding?.release();
        expect([200, 400, 404]).toContain(response.status);
        expect(text).not.toBe('');
        expect(under.records.slice(before)).toMatchObject([{ httpStatus: response.status }]);
        expect(under.records.at(-1)?.errorCode).not.toBe('internal');
      }),
      { numRuns: 300 },
    );
  });
});
