import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import { gemini } from '../../../../server/dialects/gemini/index.ts';

function error(code: number, status: string, message: string, details: object[] = []): string {
  return JSON.stringify({ error: { code, status, message, details } });
}

describe('an error answer of Gemini', () => {
  it.each([
    [400, 'INVALID_ARGUMENT', 'Unknown name "foo"', 'upstream_invalid_request'],
    [400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', 'upstream_authentication'],
    [
      400,
      'INVALID_ARGUMENT',
      'The input token count (1050000) exceeds the maximum number of tokens allowed (1048576).',
      'context_length_exceeded',
    ],
    [400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.', 'upstream_error'],
    [403, 'PERMISSION_DENIED', 'No.', 'upstream_authentication'],
    [404, 'NOT_FOUND', 'models/x is not found', 'upstream_model_not_found'],
    [429, 'RESOURCE_EXHAUSTED', 'Quota exceeded', 'upstream_rate_limited'],
    [500, 'INTERNAL', 'An internal error has occurred.', 'upstream_error'],
    [503, 'UNAVAILABLE', 'The model is overloaded.', 'upstream_overloaded'],
    [504, 'DEADLINE_EXCEEDED', 'Too slow.', 'upstream_timeout'],
  ])('%i %s “%s” is %s', (status, name, message, code) => {
    expect(gemini.decodeFault(status, error(status, name, message), {})).toMatchObject({
      code,
      upstream: { status, code: name },
    });
  });

  it('says how long to wait, in RetryInfo or in a header', () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.07s' }];
    expect(gemini.decodeFault(429, error(429, 'RESOURCE_EXHAUSTED', 'q', details), {}).retryAfterMs).toBe(
      34_070,
    );
    expect(gemini.decodeFault(503, '<html>', { 'retry-after': '2' })).toMatchObject({
      code: 'upstream_overloaded',
      retryAfterMs: 2000,
    });
  });

  it('is understood inside an array, as failed streams send it, and without JSON', () => {
    expect(gemini.decodeFault(429, `[${error(429, 'RESOURCE_EXHAUSTED', 'q')}]`, {}).code).toBe(
      'upstream_rate_limited',
    );
    expect(gemini.decodeFault(502, 'Bad gateway', {}).code).toBe('upstream_error');
  });

  it('does not show a client what it says of the channel’s key', () => {
    const fault = gemini.decodeFault(403, error(403, 'PERMISSION_DENIED', 'Project 1234 is suspended'), {});
    expect(fault.message).not.toContain('1234');
  });
});

describe('a fault for a Gemini client', () => {
  it('has Google’s shape, the code of the error table, and the time to wait', () => {
    const fault = new Fault('rate_limited', undefined, { retryAfterMs: 1500, path: 'contents' });
    expect(gemini.encodeFault(fault, 'id-1')).toEqual({
      status: 429,
      headers: { 'retry-after': '2' },
      body: {
        error: {
          code: 429,
          message: 'Too many requests. Try again later.',
          status: 'RESOURCE_EXHAUSTED',
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
              reason: 'RATE_LIMITED',
              domain: 'heddle',
              metadata: { requestId: 'id-1', path: 'contents' },
            },
            { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1.5s' },
          ],
        },
      },
    });
  });
});
