import { expect, it } from 'vitest';
import { onEveryMount, questions, simulator } from './support/on-every-mount.ts';

onEveryMount('what no cache is to keep and no browser to guess at', ({ start }) => {
  it('is said so on answers, streams, lists, errors and the methods there are, in every format', async () => {
    const gateway = await start(simulator);
    const answers: Response[] = [];
    for (const { path, body } of questions) {
      answers.push(await gateway.post(path, body));
      answers.push(await gateway.post(path, '{'));
      answers.push(await gateway.request(path, { method: 'POST' }));
      answers.push(await gateway.request(path, { method: 'OPTIONS' }));
      answers.push(await gateway.request(path, { method: 'DELETE' }));
    }
    const streaming = await gateway.post('/v1/chat/completions', { ...questions[0].body, stream: true });
    expect(streaming.headers.get('content-type')).toContain('text/event-stream');
    expect(streaming.headers.get('cache-control')).toBe('no-store, no-transform');
    answers.push(streaming);
    for (const path of ['/v1/models', '/v1/models/simulator', '/v1/nothing', '/v1beta/models']) {
      answers.push(await gateway.request(path, { headers: { 'x-api-key': 'hdl_wrong' } }));
      answers.push(await gateway.request(path));
    }
    for (const answer of answers) {
      const { headers, status, url } = answer;
      expect([url, status, headers.get('cache-control')?.split(',')[0]]).toEqual([url, status, 'no-store']);
      expect([url, status, headers.get('x-content-type-options')]).toEqual([url, status, 'nosniff']);
      for (const telling of ['server', 'x-powered-by']) expect(headers.get(telling)).toBeNull();
      await answer.arrayBuffer();
    }
  });
});
