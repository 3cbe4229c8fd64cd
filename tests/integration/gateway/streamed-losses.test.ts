import { afterEach, expect, it } from 'vitest';
import { apiKey, gatewayUnderTest } from '../../contract/support/gateway-under-test.ts';
import { scriptedUpstream, stream } from '../../contract/support/scripted-upstream.ts';

const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

const chunk = (choice: object) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', model: 'm', choices: [{ index: 0, ...choice }] })}\n\n`;

it('what of a streamed answer the client’s format cannot say is on the ledger, the headers being gone', async () => {
  const logprobs = {
    content: [{ token: 'Hi', logprob: -0.1, bytes: null, top_logprobs: [] }],
    refusal: null,
  };
  const upstream = await scriptedUpstream(
    stream(
      chunk({ delta: { content: 'Hi' }, logprobs }),
      chunk({ delta: { content: '!' }, logprobs }),
      chunk({ delta: {}, finish_reason: 'stop' }),
      'data: [DONE]\n\n',
    ),
  );
  const { gateway, records } = gatewayUnderTest({
    channels: [{ provider: 'openai', baseUrl: upstream.url, models: { m: 'm' } }],
  });
  opened.push(upstream.close, () => gateway.close(100));
  const answer = await gateway.serve({
    method: 'POST',
    path: '/v1/messages',
    query: '',
    clientAddress: '203.0.113.7',
    headers: { authorization: `Bearer ${apiKey}` },
    readBody: async () =>
      Buffer.from(
        JSON.stringify({
          model: 'm',
          max_tokens: 9,
          stream: true,
          messages: [{ role: 'user', content: 'hi' }],
        }),
      ),
    signal: new AbortController().signal,
  });
  expect(answer.headers).not.toHaveProperty('x-heddle-dropped');
  if (answer.body instanceof Buffer) throw new Error('The answer is not streamed.');
  for await (const _bytes of answer.body) {
    // Read to its end.
  }
  expect(records).toMatchObject([{ httpStatus: 200, losses: ['logprobs'] }]);
});
