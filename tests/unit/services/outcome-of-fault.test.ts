import { expect, it } from 'vitest';
import type { DialectName } from '../../../server/canonical/dialect-name.ts';
import { Fault } from '../../../server/canonical/fault.ts';
import { dialects } from '../../../server/dialects/index.ts';
import { faultFromNetwork } from '../../../server/platform/network/network-fault.ts';
import { outcomeOfFault } from '../../../server/services/channels/outcome-of-fault.ts';
import type { ChannelOutcome } from '../../../server/store/channel-results/outcome.ts';

const openai = (message: string, code?: string) => JSON.stringify({ error: { message, code } });

it.each<[DialectName, number, string, ChannelOutcome]>([
  ['openai-chat', 401, openai('Incorrect API key provided', 'invalid_api_key'), 'credential_refused'],
  ['openai-chat', 403, openai('You do not have access'), 'not_permitted'],
  ['openai-chat', 402, openai('Insufficient Balance'), 'no_credit'],
  ['openai-chat', 429, openai('You exceeded your current quota', 'insufficient_quota'), 'no_credit'],
  ['openai-chat', 429, openai('Rate limit reached', 'rate_limit_exceeded'), 'rate_limited'],
  ['openai-chat', 404, openai('The model `x` does not exist', 'model_not_found'), 'model_unknown'],
  ['openai-chat', 404, '<html><title>404 Not Found</title></html>', 'wrong_path'],
  ['openai-chat', 404, '{"detail":"Not Found"}', 'wrong_path'],
  ['openai-chat', 400, openai('max_tokens is too small'), 'request_refused'],
  ['openai-chat', 500, openai('The server had an error'), 'failed'],
  ['openai-chat', 503, openai('Overloaded'), 'overloaded'],
  ['openai-chat', 301, '', 'redirected'],
  [
    'anthropic-messages',
    401,
    '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
    'credential_refused',
  ],
  [
    'anthropic-messages',
    400,
    '{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}',
    'no_credit',
  ],
  [
    'anthropic-messages',
    404,
    '{"type":"error","error":{"type":"not_found_error","message":"model: x"}}',
    'model_unknown',
  ],
  [
    'gemini',
    400,
    '{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"API key not valid. Please pass a valid API key."}}',
    'credential_refused',
  ],
  [
    'gemini',
    404,
    '{"error":{"code":404,"status":"NOT_FOUND","message":"models/x is not found"}}',
    'model_unknown',
  ],
])('takes %s %i %s for %s', (dialect, status, body, outcome) => {
  const error = dialects[dialect].decodeFault(status, body, {});
  expect(outcomeOfFault({ error, status, body, withCredential: true })).toBe(outcome);
});

it('takes a refusal without a credential for a missing one', () => {
  const error = dialects['openai-chat'].decodeFault(401, '{}', {});
  expect(outcomeOfFault({ error, status: 401, body: '{}', withCredential: false })).toBe(
    'credential_missing',
  );
});

it.each<[string, ChannelOutcome]>([
  ['ECONNREFUSED', 'connection_refused'],
  ['ENOTFOUND', 'host_unknown'],
  ['EAI_AGAIN', 'host_unknown'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connection_timeout'],
  ['EHOSTUNREACH', 'connection_timeout'],
  ['ECONNRESET', 'connection_broken'],
  ['UND_ERR_SOCKET', 'connection_broken'],
  ['CERT_HAS_EXPIRED', 'certificate_refused'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate_refused'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate_refused'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate_refused'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_refused'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'not_tls'],
  ['EPROTO', 'not_tls'],
  ['PRIVATE_ADDRESS', 'address_refused'],
  ['HPE_INVALID_CONSTANT', 'unreachable'],
])('takes the network’s %s for %s, also where several addresses were tried', (code, outcome) => {
  const cause = Object.assign(new Error(code), { code });
  for (const error of [faultFromNetwork(cause), faultFromNetwork(new AggregateError([cause]))]) {
    expect(outcomeOfFault({ error, status: null, body: '', withCredential: true })).toBe(outcome);
  }
});

it('takes silence for a time-out', () => {
  const error = new Fault('upstream_timeout');
  expect(outcomeOfFault({ error, status: null, body: '', withCredential: true })).toBe('timed_out');
});
