import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatCompletionSample } from '../../../components/code-samples/chat-completion.ts';
import { jsonLiteral } from '../../../components/code-samples/json-literal.ts';
import { pythonLiteral } from '../../../components/code-samples/python-literal.ts';
import { typescriptLiteral } from '../../../components/code-samples/typescript-literal.ts';

const body = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: `It's "quoted" $HOME \`x\` \\ and 综丝\nnext line` }],
  temperature: undefined,
  stream: true,
  stop: null,
};

test('the curl sample gives curl the very body, whatever is in it', () => {
  const sample = chatCompletionSample('curl', {
    baseUrl: 'http://localhost:3000/v1',
    apiKey: 'hdl_key',
    body,
  });
  const script = `curl() { while [ "$1" != "-d" ]; do shift; done; printf %s "$2"; }\n${sample}`;
  expect(JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' }))).toEqual(
    JSON.parse(JSON.stringify(body)),
  );
});

test('a TypeScript literal means the value it was made from', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const written = typescriptLiteral(JSON.parse(JSON.stringify(value)));
      expect(JSON.stringify(new Function(`return (${written})`)())).toBe(JSON.stringify(value));
    }),
  );
});

test('a JSON literal means the value it was made from', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(JSON.parse(jsonLiteral(JSON.parse(JSON.stringify(value)))))).toBe(
        JSON.stringify(value),
      );
    }),
  );
});

test('Python has its own words for true, false and nothing', () => {
  expect(pythonLiteral({ a: true, b: false, c: null, d: ['x'] })).toBe(
    '{\n    "a": True,\n    "b": False,\n    "c": None,\n    "d": [\n        "x",\n    ],\n}',
  );
});

test('each sample names the address and the key', () => {
  for (const language of ['curl', 'typescript', 'python'] as const) {
    const sample = chatCompletionSample(language, {
      baseUrl: 'https://heddle.example/v1',
      apiKey: 'hdl_key',
      body,
    });
    expect(sample).toContain('https://heddle.example/v1');
    expect(sample).toContain('hdl_key');
  }
});
