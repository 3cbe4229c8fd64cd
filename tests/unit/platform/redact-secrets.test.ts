import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../../server/platform/redact-secrets.ts';

describe('redactSecrets', () => {
  it.each([
    'sk-proj-abcdefghijklmnop',
    'sk-ant-api03-AAAAbbbbCCCC_dddd-eeee',
    'hdl_cxb_q-hQcFltveO95F9CXXJstTtS6wLoZS-tVVGhV28',
    'AIzaSyA1234567890abcdefghijklmnopqrstu',
    'gsk_abcdefghijklmnop',
    'xai-abcdefghijklmnop',
    'AKIAIOSFODNN7EXAMPLE',
    'whsec_abcdefghijklmnopqrstuvwx',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
  ])('masks %s wherever it stands', (secret) => {
    for (const text of [
      secret,
      `key ${secret}, please`,
      `{"a":"${secret}"}`,
      `https://x.example/?key=${secret}&b=1`,
    ]) {
      const masked = redactSecrets(text);
      expect(masked).not.toContain(secret);
      expect(masked).toContain('[redacted]');
    }
  });

  it('keeps what introduces a secret', () => {
    expect(redactSecrets('authorization: Bearer abcdefgh12345')).toBe('authorization: Bearer [redacted]');
    expect(redactSecrets('GET /v1beta/models?alt=sse&key=abc123&x=y')).toBe(
      'GET /v1beta/models?alt=sse&key=[redacted]&x=y',
    );
    expect(redactSecrets('postgresql://heddle:pa55word@db:5432/x')).toBe(
      'postgresql://heddle:[redacted]@db:5432/x',
    );
  });

  it.each([
    'a task-force of risk-averse people wrote desk-research',
    'a basic understanding of bearer bonds',
    'hdl_cxb_q-hQ',
    'https://example.com:8080/path@2x.png',
    'model: gpt-4o-mini, status=200, token=',
  ])('leaves alone: %s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('leaves JSON valid', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('Bearer abcdefghijk', '?key=abc', 'sk-aaaaaaaaaaaa'),
        (value, secret) => {
          const masked = redactSecrets(JSON.stringify({ value, secret }));
          expect(masked).not.toContain(secret);
          JSON.parse(masked);
        },
      ),
    );
  });

  it.each([
    'a://',
    'a.',
    'a-',
    'eyJ',
    'eyJ-',
    'eyJabcdefgh.',
    'sk-',
    ' Bearer ',
    'Basic',
    '?key=',
    'a://b:',
    'AKIA',
  ])('takes time in proportion to a text of nothing but %j', (piece) => {
    // A sign of every pattern, so that none is left out.
    const signs = ' sk- eyj bearer basic ? ://';
    const startedAt = performance.now();
    redactSecrets(piece.repeat(250_000 / piece.length) + signs);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
