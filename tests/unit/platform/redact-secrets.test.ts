import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../../server/platform/redact-secrets.ts';
import { introduced, kinds, privateKeys } from './redaction-kinds.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Each letter and digit as JSON may also write it. */
function escaped(text: string): string {
  const written = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/[A-Za-z0-9]/g, (character, at: number) =>
    at % 3 === 2 ? written(character) : character,
  );
}

describe('a credential is masked wherever it stands', () => {
  it('in at least sixty kinds', () => {
    expect(new Set(kinds.map(([kind]) => kind)).size).toBe(kinds.length);
    expect(kinds.length + introduced.length).toBeGreaterThanOrEqual(60);
  });

  it.each(kinds)('%s', (_, secret) => {
    expect(redactSecrets(secret)).toBe('[redacted]');
    expect(redactSecrets(`${secret} at the start`)).toBe('[redacted] at the start');
    expect(redactSecrets(`at the end ${secret}`)).toBe('at the end [redacted]');
    expect(redactSecrets(`twice: ${secret}, ${secret}.`)).toMatch(/^twice: \[redacted\], \[redacted\]/);
    expect(redactSecrets(JSON.stringify({ a: secret, b: [secret] }))).toBe(
      '{"a":"[redacted]","b":["[redacted]"]}',
    );
    expect(redactSecrets(JSON.stringify(JSON.stringify({ a: secret })))).toBe(
      String.raw`"{\"a\":\"[redacted]\"}"`,
    );
    expect(redactSecrets(`https://x.example/p?q=${secret}&r=1`)).not.toContain(secret.slice(-12));
    expect(redactSecrets(`https://x.example/p?key=${secret}&r=1`)).toBe(
      'https://x.example/p?key=[redacted]&r=1',
    );
    expect(redactSecrets(`{"a":"${escaped(secret)}"}`)).toBe('{"a":"[redacted]"}');
    expect(redactSecrets(`{"a":"${escaped(secret).replaceAll('\\', '\\\\')}"}`)).toBe('{"a":"[redacted]"}');
  });

  it.each(introduced)('%s, and what introduces it stays', (_, introducer, secret, behind) => {
    expect(redactSecrets(introducer + secret + behind)).toBe(`${introducer}[redacted]${behind}`);
    expect(redactSecrets(`said: ${introducer}${secret}${behind}`)).toBe(
      `said: ${introducer}[redacted]${behind}`,
    );
    const inJson = JSON.stringify({ a: `${introducer}${secret}${behind}` });
    expect(redactSecrets(inJson)).toBe(inJson.replace(JSON.stringify(secret).slice(1, -1), '[redacted]'));
    expect(redactSecrets(inJson.replaceAll('/', '\\/'))).not.toContain(secret.replaceAll('/', '\\/'));
  });

  it.each(privateKeys)('a private key: %s', (key) => {
    expect(redactSecrets(`before\n${key}`)).toBe('before\n[redacted]');
    const masked = redactSecrets(JSON.stringify({ private_key: key, client_email: 'a@b.example' }));
    expect(JSON.parse(masked)).toEqual({ private_key: '[redacted]', client_email: 'a@b.example' });
  });

  it('keeps what introduces a secret', () => {
    expect(redactSecrets('authorization: Bearer abcdefgh12345')).toBe('authorization: Bearer [redacted]');
    expect(redactSecrets('GET /v1beta/models?alt=sse&key=abc123&x=y')).toBe(
      'GET /v1beta/models?alt=sse&key=[redacted]&x=y',
    );
  });

  it('takes no more for a private key than one has', () => {
    const endless = `-----BEGIN PRIVATE KEY-----${'A'.repeat(100_000)}`;
    expect(redactSecrets(endless).length).toBeGreaterThan(80_000);
  });
});

describe('ordinary text is left alone', () => {
  it.each([
    'a task-force of risk-averse people wrote desk-research',
    'a basic understanding of bearer bonds',
    'hdl_cxb_q-hQ',
    'https://example.com:8080/path@2x.png',
    'model: gpt-4o-mini, status=200, token=',
    '{"max_tokens":100000000000,"promptTokens":12345678,"top_key":"gpt-4o-mini-2024-07-18"}',
    'password: expected at least 8 characters, got 3',
    'The secret: nobody knows. The token: a word of a text.',
    '{"key":"claude-3-5-sonnet-20241022","tokenizer":"cl100k_base_of_openai"}',
    '0199a1b2-1234-7abc-8def-0123456789ab',
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'git@github.com:a/b.git and mailto:someone@example.com',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    'const MTU = 1500; SKU 123; re_export_of; fw_update; pa-rent; key-value; SG.1',
    'eyJust a word. eyJ',
    'arn:aws:iam::123456789012:role/Admin and 12:30:45 AA',
  ])('%s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('in the text and the code of this repository', () => {
    const files = [
      'README.md',
      'ARCHITECTURE.md',
      'LICENSE',
      'package.json',
      'messages/en.json',
      'messages/zh.json',
    ];
    const code = [
      'server/gateway/serve.ts',
      'server/gateway/dispatch.ts',
      'server/services/invoke.ts',
      'biome.json',
    ];
    for (const file of [...files, ...code]) {
      const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
      const changed = lines.filter((line) => redactSecrets(line) !== line);
      // What is written as an example of an address with a password is one.
      expect(changed.filter((line) => !/:\/\/[^/\s]*:[^/\s]*@/.test(line))).toEqual([]);
    }
  });

  it('in pictures as base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2000, maxLength: 4000 }), (bytes) => {
        const url = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
        expect(redactSecrets(url)).toBe(url);
      }),
    );
  });

  it('as JSON that stays JSON', () => {
    const secrets = fc.constantFrom('Bearer abcdefghijk', '?key=abc', 'sk-aaaaaaaaaaaa', ...privateKeys);
    const texts = fc.oneof(fc.string(), fc.constantFrom('\\', '"', '\\/', '\\u0041', '://a:', '@', 'token='));
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(texts), secrets, (value, around, secret) => {
        const mixed = around.join('') + secret + around.join('');
        for (const text of [JSON.stringify({ value, mixed }), escaped(JSON.stringify([mixed]))]) {
          const masked = redactSecrets(text);
          expect(() => JSON.parse(text) && JSON.parse(masked)).not.toThrow();
        }
      }),
    );
  });
});
