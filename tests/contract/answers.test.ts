import { expect, it } from 'vitest';
import { apiKey } from './support/gateway-under-test.ts';
import { messages, onEveryMount, questions, requestIdPattern } from './support/on-every-mount.ts';

onEveryMount('answers', ({ start }) => {
  it.each(questions)(
    'a whole request in the format of $format, and records it once',
    async ({ path, body }) => {
      const heddle = await start();
      const response = await heddle.post(path, body);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-heddle-request-id')).toMatch(requestIdPattern);
      expect(response.headers.get('x-heddle-provider')).toBe('simulator');
      expect(JSON.stringify(await response.json())).toContain('Good morning');
      expect(heddle.records).toHaveLength(1);
      expect(heddle.records[0]).toMatchObject({
        id: response.headers.get('x-heddle-request-id'),
        modelRequested: 'simulator',
        httpStatus: 200,
        endedBy: 'completed',
        errorCode: null,
        finishReason: 'stop',
        usageEstimated: false,
      });
      expect(heddle.records[0]?.outputTokens).toBeGreaterThan(10);
    },
  );

  it('a stream of OpenAI chunks that ends with [DONE]', async () => {
    const heddle = await start();
    const response = await heddle.post('/v1/chat/completions', {
      model: 'simulator',
      messages,
      stream: true,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const text = await response.text();
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
    expect(text).not.toContain('"usage":{');
    expect(heddle.records).toMatchObject([{ stream: true, endedBy: 'completed', usageEstimated: false }]);
  });

  it('a stream of Anthropic events that ends with message_stop', async () => {
    const heddle = await start();
    const response = await heddle.post('/v1/messages', {
      model: 'simulator',
      max_tokens: 99,
      messages,
      stream: true,
    });
    const text = await response.text();
    expect(text.startsWith('event: message_start\n')).toBe(true);
    expect(text.trimEnd().endsWith('data: {"type":"message_stop"}')).toBe(true);
    expect(heddle.records).toMatchObject([{ stream: true, endedBy: 'completed' }]);
  });

  it('a Gemini stream as events, and as one JSON array without alt=sse', async () => {
    const heddle = await start();
    const body = { contents: [{ role: 'user', parts: [{ text: 'Good morning' }] }] };
    const events = await heddle.post('/v1beta/models/simulator:streamGenerateContent?alt=sse', body);
    expect(events.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await events.text()).toContain('"finishReason":"STOP"');
    const array = await heddle.post('/v1/models/simulator:streamGenerateContent', body);
    expect(array.headers.get('content-type')).toBe('application/json');
    const chunks = (await array.json()) as unknown[];
    expect(chunks.length).toBeGreaterThan(3);
    expect(heddle.records.map((record) => record.endpoint)).toEqual([
      '/v1beta/models/{model}:streamGenerateContent',
      '/v1/models/{model}:streamGenerateContent',
    ]);
  });

  it.each([
    ['/v1/messages/count_tokens', { model: 'simulator', messages }, 'input_tokens'],
    [
      '/v1beta/models/simulator:countTokens',
      { contents: [{ parts: [{ text: 'Good morning' }] }] },
      'totalTokens',
    ],
  ])('a question for a count at %s', async (path, body, member) => {
    const heddle = await start();
    const response = await heddle.post(path, body);
    expect(response.status).toBe(200);
    const count = ((await response.json()) as Record<string, number>)[member];
    expect(count).toBeGreaterThan(2);
    expect(count).toBeLessThan(20);
    expect(heddle.records).toMatchObject([
      { inputTokens: 0, outputTokens: 0, costNanoUsd: 0n, httpStatus: 200 },
    ]);
  });

  it('lists of models in the shape of whoever asks, without a record', async () => {
    const heddle = await start();
    const ask = async (path: string, headers: Record<string, string>) =>
      (await heddle.request(path, { headers })).json();
    const bearer = { authorization: `Bearer ${apiKey}` };
    expect(await ask('/v1/models', bearer)).toMatchObject({
      object: 'list',
      data: [{ id: 'simulator', object: 'model' }, { id: 'slow' }],
    });
    expect(await ask('/v1/models/slow', bearer)).toMatchObject({ id: 'slow', object: 'model' });
    expect(await ask('/v1/models', { 'x-api-key': apiKey })).toMatchObject({
      data: [{ type: 'model', id: 'simulator' }, {}],
      has_more: false,
      first_id: 'simulator',
    });
    expect(await ask('/v1beta/models', { 'x-goog-api-key': apiKey })).toMatchObject({
      models: [{ name: 'models/simulator' }, {}],
    });
    expect(await ask(`/v1beta/models/slow?key=${apiKey}`, {})).toMatchObject({ name: 'models/slow' });
    expect(heddle.records).toEqual([]);
  });

  it('HEAD like GET without a body, and OPTIONS with the methods of the path', async () => {
    const heddle = await start();
    const head = await heddle.request('/v1/models', {
      method: 'HEAD',
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const options = await heddle.request('/v1/messages', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
  });
});
