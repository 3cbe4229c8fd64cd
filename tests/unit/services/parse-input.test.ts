import { expect, it } from 'vitest';
import { z } from 'zod';
import { channelModelsInput } from '../../../server/services/channels/channel.ts';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { displayName, email, nanoUsd, slug, time } from '../../../server/services/fields.ts';
import { parseInput } from '../../../server/services/parse-input.ts';
import { withoutSecrets } from '../../../server/services/without-secrets.ts';

function refusal(schema: z.ZodType, input: unknown): { message: string; path: string | undefined } {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof Error && 'path' in error) return error as Error & { path: string | undefined };
  }
  throw new Error('it was not refused');
}

it('says where and why, for each problem', () => {
  const schema = z.strictObject({ name: z.string(), models: z.array(z.strictObject({ name: z.string() })) });
  const { message, path } = refusal(schema, {
    name: 7,
    models: [{ name: 'a' }, { name: 1, nmae: 2 }],
    extra: 1,
  });
  expect(path).toBe('name');
  expect(message.split('\n')).toEqual([
    'name: Invalid input: expected string, received number',
    'models[1].name: Invalid input: expected string, received number',
    'models[1].nmae: unknown field',
    'extra: unknown field',
  ]);
});

it('says of alternatives what is wrong with the one that was meant', () => {
  const { message, path } = refusal(z.strictObject({ models: channelModelsInput }), {
    models: [{ name: 'public', upstraem: 'theirs' }],
  });
  expect(path).toMatch(/^models\[0\]\.upstr/);
  expect(message).toContain('models[0].upstraem: unknown field');
});

it.each([
  [slug, 'Not A Slug'],
  [slug, '-a'],
  [slug, 'a'.repeat(49)],
  [displayName, '   '],
  [displayName, 'a\0b'],
  [displayName, '\ud800'],
  [displayName, 'x'.repeat(101)],
  [email, 'nobody'],
  [email, `${'x'.repeat(250)}@x.example`],
  [time, '2024-02-30T00:00:00Z'],
  [time, '2024-01-01'],
  [time, '1999-12-31T23:59:59Z'],
  [nanoUsd, '-1'],
  [nanoUsd, '1.5'],
  [nanoUsd, '1'.repeat(19)],
])('refuses field %# %j', (schema, input) => {
  expect(schema.safeParse(input).success).toBe(false);
});

it('reads amounts and times into what they are, and writes them back the same', () => {
  const amount = '9007199254740993';
  expect(nanoUsd.parse(amount)).toBe(9_007_199_254_740_993n);
  expect(z.encode(nanoUsd, nanoUsd.parse(amount))).toBe(amount);
  expect(z.encode(time, time.parse('2026-01-02T03:04:05Z'))).toBe('2026-01-02T03:04:05.000Z');
});

it('keeps secrets, also optional ones, out of what the audit log is told', () => {
  const input = createChannel.input.parse({
    tenant: 'acme',
    name: 'main',
    provider: 'openai',
    credential: 'sk-secret',
    models: ['gpt-4o'],
  });
  const told = withoutSecrets(createChannel.input, input);
  expect(told).toMatchObject({ name: 'main', provider: 'openai', models: ['gpt-4o'] });
  expect(Object.keys(told)).not.toContain('credential');
  expect(Object.keys(told)).not.toContain('tenant');
});
