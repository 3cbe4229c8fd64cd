import { afterAll, describe, expect, it } from 'vitest';
import {
  apiKey,
  type GatewayUnderTest,
  gatewayUnderTest,
  listening,
} from '../../contract/support/gateway-under-test.ts';
import { openAiStream, scriptedUpstream, stream } from '../../contract/support/scripted-upstream.ts';

const event = (data: { type: string; [member: string]: unknown }) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

/** The beginning of an answer, in the format of each kind of upstream. */
const beginnings = {
  openai: [openAiStream.opening, openAiStream.text('Hello world')],
  anthropic: [
    event({
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 5, output_tokens: 1 },
      },
    }),
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello world' } }),
  ],
  gemini: [
    'data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Hello world"}]},"index":0}],"modelVersion":"m"}\n\n',
  ],
};

const contents = [{ role: 'user', parts: [{ text: 'hi' }] }];
const messages = [{ role: 'user', content: 'hi' }];

/** How each kind of client is told that a stream failed. */
const clients = [
  {
    client: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'm', stream: true, messages },
    ending: /\n\ndata: \{"error":\{[^\n]*"code":"upstream_\w+"\}\}\n\n$/,
  },
  {
    client: 'anthropic',
    path: '/v1/messages',
    body: { model: 'm', max_tokens: 9, stream: true, messages },
    ending: /\n\nevent: error\ndata: \{"type":"error","error":\{"type":"api_error"[^\n]*\n\n$/,
  },
  {
    client: 'gemini',
    path: '/v1beta/models/m:streamGenerateContent?alt=sse',
    body: { contents },
    ending: /\n\ndata: \{"error":\{"code":502[^\n]*\n\n$/,
  },
  {
    client: 'gemini (one JSON array)',
    path: '/v1beta/models/m:streamGenerateContent',
    body: { contents },
    ending: /\{"error":\{"code":502[^\n]*\]$/,
  },
];

const endings = [
  ['breaks off', null],
  ['ends too early', undefined],
  ['ends within an event', 'data: {"cand'],
] as const;

const cases = clients.flatMap((client) =>
  (['openai', 'anthropic', 'gemini'] as const).flatMap((provider) =>
    endings.map(([how, last]) => ({ ...client, provider, how, last })),
  ),
);

describe('a stream that fails after its first words', () => {
  const opened: (() => Promise<void>)[] = [];

  afterAll(() => Promise.all(opened.map((close) => close())));

  async function start(provider: keyof typeof beginnings, last: string | null | undefined) {
    const upstream = await scriptedUpstream(
      stream(...beginnings[provider], ...(last === undefined ? [] : [last])),
    );
    const under: GatewayUnderTest = gatewayUnderTest({
      channels: [{ provider, baseUrl: upstream.url, models: { m: 'm' } }],
    });
    const server = await listening(under.gateway);
    opened.push(server.close, upstream.close, () => under.gateway.close(100));
    return { under, url: server.url };
  }

  it.concurrent.each(cases)('tells a client of $client when an upstream of $provider $how', async (one) => {
    const { under, url } = await start(one.provider, one.last);
    const response = await fetch(url + one.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(one.body),
    });
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('Hello world');
    expect(text).toMatch(one.ending);
    if (!one.path.includes('alt=sse') && one.client.startsWith('gemini')) JSON.parse(text);
    expect(under.records).toMatchObject([{ endedBy: 'upstream', usageEstimated: true, finishReason: null }]);
    expect(under.records[0]?.outputTokens).toBeGreaterThan(0);
  });
});
