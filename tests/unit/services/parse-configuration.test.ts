import { expect, it } from 'vitest';
import { ConfigurationError } from '../../../server/services/configuration/configuration-error.ts';
import { parseConfiguration } from '../../../server/services/configuration/parse-configuration.ts';

const SECRET = `hdl_${'k'.repeat(43)}`;
const file = (secret: string) => `tenants:
  - slug: acme
    name: Acme # \${not-a-variable} in a comment
    teams: [{ slug: core, name: Core }]
    channels: [{ name: main, provider: simulator, models: [simulator] }]
    keys:
      - { name: ci, team: core, secret: ${secret} }
`;
const parse = (text: string) =>
  parseConfiguration(text, 'heddle.yaml', (name) => (name === 'CI_KEY' ? SECRET : undefined));

it.each([`\${CI_KEY}`, `"\${CI_KEY}"`, `'\${CI_KEY}'`])(
  'takes %s between braces, quoted or not',
  (secret) => {
    expect(parse(file(secret)).tenants[0]?.keys[0]?.secret).toBe(SECRET);
  },
);

it('names a variable that is not set, and where it was asked for', () => {
  expect(() => parse(file(`\${OTHER}`))).toThrow(/tenants\[0\]\.keys\[0\]\.secret.*OTHER/);
});

it('points to the line and column of what is not YAML, references or not', () => {
  expect(() => parse(`# \${CI_KEY}\ntenants: [ \${CI_KEY} }`)).toThrow(ConfigurationError);
  expect(() => parse(`# \${CI_KEY}\ntenants: [ \${CI_KEY} }`)).toThrow(/line 2, column 22/);
});

it('does not let aliases, depth or length take the memory of the process that reads it', () => {
  const layers = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(10)}]`);
  expect(() => parse(`a0: &a0 [x]\n${layers.join('\n')}\ntenants: []`)).toThrow(/alias/i);
  expect(() => parse(`tenants: ${'['.repeat(200_000)}`)).toThrow(ConfigurationError);
  expect(() => parse(`tenants: [] # ${'x'.repeat(1024 * 1024)}`)).toThrow(/at most 1048576 characters/);
  const many = Array.from({ length: 1001 }, (_, at) => `{ slug: t${at}, name: T }`).join(', ');
  expect(() => parse(`tenants: [{ slug: acme, name: Acme, teams: [${many}] }]`)).toThrow(/<=1000/);
});
