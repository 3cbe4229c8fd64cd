import { afterEach, describe, expect, it } from 'vitest';
import {
  apiKey,
  type GatewayUnderTest,
  gatewayUnderTest,
  listening,
  testSettings,
} from '../../contract/support/gateway-under-test.ts';
import {
  json,
  openAiStream,
  type Script,
  scriptedUpstream,
  stream,
} from '../../contract/support/scripted-upstream.ts';

const CREDENTIAL = 'credential of no known shape';
const MEBIBYTE = 1024 * 1024;
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function start(provider: string, script: Script): Promise<GatewayUnderTest> {
  const upstream = await scriptedUpstream(script);
  opened.push(() => upstream.close());
  return gatewayUnderTest({
    channels: [{ provider, baseUrl: `${upstream.url}/v1`, credential: CREDENTIAL, models: { m: 'm' } }],
    settings: {
      maxAnswerBytes: 64 * MEBIBYTE,
      maxWholeAnswerBytes: 64 * MEBIBYTE,
      retry: { ...testSettings.retry, rounds: 1 },
    },
  });
}

async function ask(under: GatewayUnderTest, body: object = {}): Promise<{ status: number; text: string }> {
  const { url, close } = await listening(under.gateway);
  opened.push(close);
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], ...body }),
  });
  return { status: response.status, text: await response.text() };
}

describe.each(['openai', 'anthropic'])('an answer of many millions of values from %s', (provider) => {
  const bomb = `{"choices":[${'{},'.repeat(8 * MEBIBYTE)}{}]}`;

  it('is refused before it fills the memory', async () => {
    const under = await start(provider, json(200, bomb));
    const startedAt = performance.now();
    const { status, text } = await ask(under);
    expect(status).toBe(502);
    expect(text).toContain('values');
    // The first long answer waits for its thread to start.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('is refused as an event of a stream, too', async () => {
    const under = await start(provider, stream(`data: ${bomb}\n\n`));
    const startedAt = performance.now();
    const { text } = await ask(under, { stream: true });
    expect(text).toContain('longer than');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('a credential that an upstream repeats', () => {
  const error = { error: { message: `you sent ${CREDENTIAL}`, type: 'invalid_request_error', code: 400 } };
  it.each([
    ['in a refusal', json(400, error), false],
    ['in an error that calls itself a success', json(200, error), false],
    ['in the first event of a stream', stream(`data: ${JSON.stringify(error)}\n\n`), true],
    [
      'in the middle of a stream',
      stream(openAiStream.opening, openAiStream.text('Hello'), `data: ${JSON.stringify(error)}\n\n`),
      true,
    ],
  ])('%s reaches neither client nor log nor ledger', async (_where, script, isStream) => {
    const under = await start('openai', script);
    const { text } = await ask(under, { stream: isStream });
    const everything = [text, ...under.logLines, JSON.stringify(under.records, (_, v) => String(v))];
    expect(text).toContain('you sent');
    expect(everything.join('\n')).not.toContain(CREDENTIAL);
  });
});
