import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../server/canonical/error-table.ts';
import { Fault } from '../../../../server/canonical/fault.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';

function decode(status: number, error: unknown, headers = {}): Fault {
  return openAiChat.decodeFault(status, JSON.stringify({ error }), headers);
}

describe('an error of OpenAI or its likes', () => {
  it.each<[string, number, unknown, ErrorCode]>([
    ['a bad request', 400, { message: 'x', type: 'invalid_request_error' }, 'upstream_invalid_request'],
    ['a long prompt', 400, { message: 'x', code: 'context_length_exceeded' }, 'context_length_exceeded'],
    ['a long prompt, in words', 400, "This model's maximum context length is 5", 'context_length_exceeded'],
    ['a filtered prompt (Azure)', 400, { code: 'content_filter' }, 'content_filtered'],
    ['a wrong key', 401, { code: 'invalid_api_key' }, 'upstream_authentication'],
    ['no credit', 429, { code: 'insufficient_quota' }, 'upstream_authentication'],
    ['no credit (DeepSeek)', 402, { message: 'Insufficient Balance' }, 'upstream_authentication'],
    ['too many requests', 429, { code: 'rate_limit_exceeded' }, 'upstream_rate_limited'],
    ['an unknown model', 404, { code: 'model_not_found' }, 'upstream_model_not_found'],
    ['an unknown model (DeepSeek)', 400, { message: 'Model Not Exist' }, 'upstream_model_not_found'],
    ['overload', 503, { message: 'x' }, 'upstream_overloaded'],
    ['a timeout', 504, null, 'upstream_timeout'],
    ['a failure', 500, { message: 'x' }, 'upstream_error'],
    ['a large body', 413, { message: 'x' }, 'body_too_large'],
  ])('is understood: %s', (_name, status, error, code) => {
    expect(decode(status, error).code).toBe(code);
  });

  it('repeats to the client what is the client’s to mend, and nothing about the channel', () => {
    expect(decode(400, { message: 'n must be 1', param: 'n' })).toMatchObject({
      message: 'n must be 1',
      path: 'n',
    });
    expect(decode(401, { message: 'Incorrect API key provided: sk-secret' }).message).not.toContain('sk-');
  });

  it('is found in every wrapping', () => {
    const message = 'too bad';
    const bodies = [
      JSON.stringify({ error: { message } }),
      JSON.stringify({ error: message }),
      JSON.stringify([{ error: { message } }]),
      JSON.stringify({ object: 'error', message }),
      JSON.stringify({ detail: message }),
    ];
    for (const body of bodies) expect(openAiChat.decodeFault(400, body, {}).message).toBe(message);
    expect(
      openAiChat.decodeFault(422, JSON.stringify({ detail: [{ loc: ['body', 'n'], msg: 'bad' }] }), {})
        .message,
    ).toBe('body.n: bad');
    expect(openAiChat.decodeFault(502, '<html>Bad gateway</html>', {}).code).toBe('upstream_error');
  });

  it('keeps what the upstream said for the log, and how long to wait', () => {
    const fault = decode(429, { code: 'rate_limit_exceeded', type: 'tokens' }, { 'retry-after': '2' });
    expect(fault.upstream).toEqual({ status: 429, code: 'rate_limit_exceeded', type: 'tokens' });
    expect(fault.retryAfterMs).toBe(2000);
  });
});

describe('a fault, told to an OpenAI client', () => {
  it('has the shape, type and code its clients look for', () => {
    const fault = new Fault('rate_limited', undefined, { retryAfterMs: 1500 });
    expect(openAiChat.encodeFault(fault, 'r1')).toEqual({
      status: 429,
      headers: { 'x-request-id': 'r1', 'retry-after': '2' },
      body: {
        request_id: 'r1',
        error: {
          message: 'Too many requests. Try again later.',
          type: 'rate_limit_error',
          param: null,
          code: 'rate_limit_exceeded',
        },
      },
    });
  });

  it('says where in the request something is wrong', () => {
    const fault = new Fault('invalid_request', 'messages[0].role: wrong', { path: 'messages[0].role' });
    expect(openAiChat.encodeFault(fault, 'r1').body).toMatchObject({
      error: { param: 'messages[0].role', type: 'invalid_request_error', code: 'invalid_request' },
    });
  });
});
