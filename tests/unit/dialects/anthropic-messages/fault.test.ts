import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../server/canonical/error-table.ts';
import { Fault } from '../../../../server/canonical/fault.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';

const { decodeFault, encodeFault } = anthropicMessages;

function errorBody(type: string, message = 'Because.'): string {
  return JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_1' });
}

describe('an error of Anthropic', () => {
  it.each<[number, string, ErrorCode]>([
    [400, 'invalid_request_error', 'upstream_invalid_request'],
    [401, 'authentication_error', 'upstream_authentication'],
    [402, 'billing_error', 'upstream_authentication'],
    [403, 'permission_error', 'upstream_authentication'],
    [404, 'not_found_error', 'upstream_model_not_found'],
    [413, 'request_too_large', 'upstream_invalid_request'],
    [429, 'rate_limit_error', 'upstream_rate_limited'],
    [500, 'api_error', 'upstream_error'],
    [504, 'timeout_error', 'upstream_timeout'],
    [529, 'overloaded_error', 'upstream_overloaded'],
  ])('%i %s is %s', (status, type, code) => {
    expect(decodeFault(status, errorBody(type), {}).code).toBe(code);
  });

  it.each<[number, ErrorCode]>([
    [418, 'upstream_invalid_request'],
    [429, 'upstream_rate_limited'],
    [502, 'upstream_error'],
    [503, 'upstream_overloaded'],
  ])('%i is known by its status when its body says nothing', (status, code) => {
    expect(decodeFault(status, '<html>', {}).code).toBe(code);
  });

  it('is told apart by its words where the type is too wide', () => {
    const decode = (message: string) => decodeFault(400, errorBody('invalid_request_error', message), {});
    expect(decode('prompt is too long: 210000 tokens > 200000 maximum').code).toBe('context_length_exceeded');
    expect(decode('Your credit balance is too low to access the API.').code).toBe('upstream_authentication');
  });

  it('is quoted only where the client can do something about it', () => {
    const quoted = decodeFault(400, errorBody('invalid_request_error', 'temperature: too hot'), {});
    expect(quoted.message).toBe('temperature: too hot');
    const secret = decodeFault(401, errorBody('authentication_error', 'invalid x-api-key sk-ant-123'), {});
    expect(secret.message).not.toContain('sk-ant');
  });

  it('says how long to wait', () => {
    const fault = decodeFault(429, errorBody('rate_limit_error'), { 'retry-after': '3' });
    expect(fault.retryAfterMs).toBe(3000);
  });
});

describe('a fault for a client of Anthropic', () => {
  it.each<[ErrorCode, number, string]>([
    ['invalid_request', 400, 'invalid_request_error'],
    ['invalid_api_key', 401, 'authentication_error'],
    ['model_not_allowed', 403, 'permission_error'],
    ['model_not_found', 404, 'not_found_error'],
    ['body_too_large', 413, 'request_too_large'],
    ['rate_limited', 429, 'rate_limit_error'],
    ['internal', 500, 'api_error'],
    ['upstream_error', 502, 'api_error'],
    ['upstream_timeout', 504, 'timeout_error'],
    ['upstream_overloaded', 529, 'overloaded_error'],
  ])('%s is %i %s', (code, status, type) => {
    expect(encodeFault(new Fault(code), 'id-1')).toMatchObject({
      status,
      headers: { 'request-id': 'id-1' },
      body: { type: 'error', error: { type }, request_id: 'id-1' },
    });
  });

  it('says in whole seconds how long to wait', () => {
    const { headers } = encodeFault(new Fault('rate_limited', undefined, { retryAfterMs: 1200 }), 'id-1');
    expect(headers['retry-after']).toBe('2');
  });
});
