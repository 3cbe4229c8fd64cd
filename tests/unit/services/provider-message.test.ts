import { expect, it } from 'vitest';
import { providerMessage } from '../../../server/services/channels/provider-message.ts';

it.each([
  ['{"error":{"message":"Incorrect API key provided"}}', 'Incorrect API key provided'],
  [
    '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
    'invalid x-api-key',
  ],
  ['[{"error":{"code":400,"message":"API key not valid."}}]', 'API key not valid.'],
  ['{"detail":"Unauthorized"}', 'Unauthorized'],
  ['{"detail":[{"loc":["body"],"msg":"field required"}]}', 'field required'],
  ['{"error":"model \\"x\\" not found"}', 'model "x" not found'],
  ['<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>', '502 Bad Gateway'],
  ['<p>Nothing\n here</p>', 'Nothing here'],
  ['upstream connect error', 'upstream connect error'],
  ['', null],
  ['{}', null],
  ['null', null],
])('quotes %s', (body, said) => {
  expect(providerMessage(body, null)).toBe(said);
});

it('quotes no credential: neither the one that was sent nor another', () => {
  const other = `sk-${'a1B2'.repeat(12)}`;
  const said = providerMessage(
    JSON.stringify({ error: { message: `own/secret/1 and ${other}` } }),
    'own/secret/1',
  );
  expect(said).toBe('[redacted] and [redacted]');
});

it('quotes 500 characters at most, of however long a page', () => {
  expect(providerMessage('x'.repeat(1_000_000), null)).toHaveLength(500);
});
