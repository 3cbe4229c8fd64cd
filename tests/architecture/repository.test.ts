import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './imports.ts';

const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|json|md|ya?ml)$/.test(file) && file !== 'package-lock.json');

it('silences neither the compiler nor the linter’s rule against any', () => {
  const silenced = files.filter((file) => {
    if (file.startsWith('tests/architecture/')) return false;
    return /@ts-(ignore|nocheck|expect-error)|biome-ignore lint\/suspicious\/noExplicitAny/.test(read(file));
  });
  expect(silenced).toEqual([]);
});

it('gives every text of the pages in English and Chinese', () => {
  const keysOf = (value: unknown, trail = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${trail}.${key}`))
      : [trail];
  const [english, chinese] = ['messages/en.json', 'messages/zh.json'].map((file) =>
    keysOf(JSON.parse(read(file))).sort(),
  );
  expect(chinese).toEqual(english);
});

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
