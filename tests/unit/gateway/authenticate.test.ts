import { describe, expect, it, vi } from 'vitest';
import { authenticate } from '../../../server/gateway/authenticate.ts';
import { configurationOf } from '../../contract/support/gateway-under-test.ts';

function requestWith(secret: string) {
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    query: '',
    clientAddress: '203.0.113.7',
    headers: { 'x-api-key': secret },
    readBody: async () => Buffer.alloc(0),
    signal: new AbortController().signal,
  };
}

describe('what cannot be a key', () => {
  it.each(['hdl_short', 'x'.repeat(201)])('%s is never looked up', (secret) => {
    const configuration = configurationOf({ channels: [] });
    const findKey = vi.spyOn(configuration, 'findKey');
    expect(() => authenticate(requestWith(secret), configuration, 0)).toThrow(
      expect.objectContaining({ code: 'invalid_api_key' }),
    );
    expect(findKey).not.toHaveBeenCalled();
  });

  it('is nothing that a configuration file may give as a fixed secret', () => {
    const configuration = configurationOf({ channels: [] });
    const findKey = vi.spyOn(configuration, 'findKey');
    for (const secret of ['!'.repeat(20), '~'.repeat(200)]) {
      expect(() => authenticate(requestWith(secret), configuration, 0)).toThrow();
    }
    expect(findKey).toHaveBeenCalledTimes(2);
  });
});
