import { describe, it } from 'vitest';
import { redactSecrets } from '../../server/platform/redact-secrets.ts';
import { expectLinear } from '../support/growth/measure-growth.ts';
import { expectBrief } from '../support/growth/processor-time.ts';
import { kinds } from '../unit/platform/redaction-kinds.ts';

describe('redaction takes time in proportion to a text', () => {
  const names = [
    'a://',
    'a.',
    'a-',
    'eyJ',
    'eyJ-',
    'eyJabcdefgh.',
    ' Bearer ',
    'Basic',
    '?key=',
    'a://b:',
    '://a',
  ];
  const outer = [
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    'password:',
    'token=',
    'api_key',
    '&sig',
    ':AA',
  ];
  const inner = ['\\u0061', '\\/', '\\', 'AccountKey=', 'hooks.slack.com/', 'Bearer        ', 'secret="'];
  const cut = kinds.flatMap(([, secret]) => [secret.slice(0, 6), secret.slice(0, -10)]);

  it.each([...names, ...outer, ...inner, ...new Set(cut)])('of nothing but %j', (piece) => {
    const redaction = (length: number) => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      return () => void redactSecrets(text);
    };
    expectLinear(redaction, 1_000_000);
    // Some 50 ms.
    expectBrief(redaction(1_000_000), 400);
  });
});
