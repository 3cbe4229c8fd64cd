import { describe, expect, it } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import type { GatewayRequest } from '../../../server/gateway/message.ts';
import { allowedMethods, dialectOfPath, matchRoute } from '../../../server/gateway/routes.ts';

function request(method: string, url: string, headers: Record<string, string> = {}): GatewayRequest {
  const [path = '', query = ''] = url.split('?');
  const readBody = async () => Buffer.alloc(0);
  return {
    method,
    path,
    query,
    clientAddress: '203.0.113.7',
    headers,
    readBody,
    signal: new AbortController().signal,
  };
}

const route = (method: string, url: string, headers?: Record<string, string>) =>
  matchRoute(request(method, url, headers));

const status = (method: string, url: string): number => {
  try {
    route(method, url);
  } catch (error) {
    if (error instanceof Fault) return error.status;
    throw error;
  }
  return 200;
};

describe('routes', () => {
  it.each([
    ['/v1/chat/completions', 'openai-chat', 'generate'],
    ['/v1/chat/completions/', 'openai-chat', 'generate'],
    ['/v1/messages', 'anthropic-messages', 'generate'],
    ['/v1/messages/count_tokens', 'anthropic-messages', 'count-tokens'],
    ['/v1beta/models/g:generateContent', 'gemini', 'generate'],
    ['/v1/models/g:generateContent', 'gemini', 'generate'],
    ['/v1beta/models/g:countTokens', 'gemini', 'count-tokens'],
  ])('POST %s is %s, to %s', (path, dialect, operation) => {
    expect(route('POST', path)).toMatchObject({ dialect, operation });
    expect(status('GET', path)).toBe(405);
  });

  it('take the model, streaming and framing of Gemini from the URL', () => {
    expect(route('POST', '/v1beta/models/g:streamGenerateContent?alt=sse')).toMatchObject({
      path: { model: 'g', stream: true },
      framing: 'server-sent-events',
    });
    expect(route('POST', '/v1beta/models/g:streamGenerateContent')).toMatchObject({ framing: 'json-array' });
    expect(route('POST', '/v1beta/models/openai%2Fgpt-oss:20b:generateContent')).toMatchObject({
      path: { model: 'openai/gpt-oss:20b', stream: false },
    });
    expect(route('GET', '/v1/models/openai/gpt-oss:20b')).toMatchObject({ model: 'openai/gpt-oss:20b' });
  });

  it('tell from the headers in which shape to list models', () => {
    const shape = (headers: Record<string, string>, url = '/v1/models') => route('GET', url, headers).dialect;
    expect(shape({ authorization: 'Bearer x' })).toBe('openai-chat');
    expect(shape({})).toBe('openai-chat');
    expect(shape({ 'x-api-key': 'x' })).toBe('anthropic-messages');
    expect(shape({ authorization: 'Bearer x', 'anthropic-version': '2023-06-01' })).toBe(
      'anthropic-messages',
    );
    expect(shape({ 'x-goog-api-key': 'x' })).toBe('gemini');
    expect(shape({}, '/v1/models?key=x')).toBe('gemini');
    expect(shape({ authorization: 'Bearer x' }, '/v1beta/models')).toBe('gemini');
  });

  it.each([
    '/v1',
    '/v1/',
    '/v2/models',
    '/v1/chat',
    '/v1/chat/completions/x',
    '/v1beta/models/g:embedContent/x',
  ])('%s is none that takes POST', (path) => {
    expect(status('POST', path)).toBeGreaterThanOrEqual(404);
    expect(status('POST', path)).toBeLessThanOrEqual(405);
  });

  it('survive paths that are not validly encoded', () => {
    expect(status('GET', '/v1/models/%E0%A4%A')).toBe(400);
  });

  it('know their methods', () => {
    expect(allowedMethods(request('OPTIONS', '/v1/models'))).toBe('GET, HEAD, OPTIONS');
    expect(allowedMethods(request('OPTIONS', '/v1/messages'))).toBe('POST, OPTIONS');
    expect(() => allowedMethods(request('OPTIONS', '/v1/nothing'))).toThrow(Fault);
  });

  it('guess whose client asks for what is not there', () => {
    expect(dialectOfPath(request('GET', '/v1beta/x'))).toBe('gemini');
    expect(dialectOfPath(request('GET', '/v1/messages/x'))).toBe('anthropic-messages');
    expect(dialectOfPath(request('GET', '/v1/x'))).toBe('openai-chat');
  });
});
