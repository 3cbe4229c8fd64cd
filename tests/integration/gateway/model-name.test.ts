import { afterEach, describe, expect, it } from 'vitest';
import { apiKey, gatewayUnderTest, listening } from '../../contract/support/gateway-under-test.ts';
import {
  anthropicAnswer,
  anthropicEvents,
  geminiAnswer,
  openAiAnswer,
  openAiStream,
  raw,
  type Script,
  scriptedUpstream,
  stream,
} from '../../contract/support/scripted-upstream.ts';

const messages = [{ role: 'user', content: 'hi' }];
const { opening, text, finish, usage, done } = openAiStream;

const formats = [
  {
    provider: 'openai',
    path: '/v1/chat/completions',
    streamPath: '/v1/chat/completions',
    body: { model: 'fast', stream_options: { include_usage: true }, messages },
    answer: openAiAnswer,
    named: '"model": "gpt-4o-mini-2024-07-18"',
    renamed: '"model": "fast"',
    events: opening + text('"model":"gpt-4o-mini"') + finish + usage + done,
    namedInEvents: '"model":"gpt-4o-mini"',
    renamedInEvents: '"model":"fast"',
  },
  {
    provider: 'anthropic',
    path: '/v1/messages',
    streamPath: '/v1/messages',
    body: { model: 'fast', max_tokens: 9, messages },
    answer: anthropicAnswer,
    named: '"model": "claude-haiku-4-5"',
    renamed: '"model": "fast"',
    events: anthropicEvents.join(''),
    namedInEvents: '"model":"claude-haiku-4-5"',
    renamedInEvents: '"model":"fast"',
  },
  {
    provider: 'gemini',
    path: '/v1beta/models/fast:generateContent',
    streamPath: '/v1beta/models/fast:streamGenerateContent?alt=sse',
    body: { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] },
    answer: geminiAnswer,
    named: '"modelVersion": "gemini-2.5-flash"',
    renamed: '"modelVersion": "fast"',
    events: `: hello\r\n\r\ndata: ${JSON.stringify(geminiAnswer)}\r\n\r\n`,
    namedInEvents: '"modelVersion":"gemini-2.5-flash"',
    renamedInEvents: '"modelVersion":"fast"',
  },
];

describe.each(formats)('a channel of $provider with another name for the model', (format) => {
  const opened: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  async function ask(script: Script, path: string, body: object) {
    const upstream = await scriptedUpstream(script);
    const under = gatewayUnderTest({
      channels: [{ provider: format.provider, baseUrl: upstream.url, models: { fast: 'theirs' } }],
    });
    const { url, close } = await listening(under.gateway);
    opened.push(upstream.close, () => under.gateway.close(100), close);
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { answer: await response.text(), records: under.records };
  }

  it('answers under the name the client asked for, every other byte as it came', async () => {
    const theirs = `${JSON.stringify(format.answer, null, 3)}\n`;
    const { answer, records } = await ask(raw(200, theirs), format.path, format.body);
    expect(answer).toBe(theirs.replace(format.named, format.renamed));
    expect(answer).toContain(format.renamed);
    expect(format.named).toContain(String(records[0]?.modelUsed));
    expect(records).toMatchObject([{ modelRequested: 'fast' }]);
  });

  it('streams under the name the client asked for, every other byte as it came', async () => {
    const body = format.provider === 'gemini' ? format.body : { ...format.body, stream: true };
    const { answer, records } = await ask(stream(format.events), format.streamPath, body);
    expect(answer).toBe(format.events.replaceAll(format.namedInEvents, format.renamedInEvents));
    expect(answer).toContain(format.renamedInEvents);
    expect(format.namedInEvents).toContain(String(records[0]?.modelUsed));
    expect(records).toMatchObject([{ modelRequested: 'fast', usageEstimated: false }]);
  });
});
