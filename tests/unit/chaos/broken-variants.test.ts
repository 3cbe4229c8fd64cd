import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyPatch } from '../../chaos/apply-patch.ts';
import { checkNames, variants } from '../../chaos/broken-variants.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const patches = Object.entries(variants).flatMap(([name, variant]) =>
  variant.patches.map((patch) => ({ name, patch, file: patch.file })),
);

describe('a Heddle that is broken on purpose', () => {
  it.each(patches)('$name still finds what it breaks in $file', ({ patch }) => {
    const source = applyPatch(readFileSync(path.join(root, patch.file), 'utf8'), patch);
    expect(source).toContain(patch.to);
    expect(() => stripTypeScriptTypes(source)).not.toThrow();
  });

  it('is there for every check', () => {
    expect(new Set(Object.values(variants).map(({ check }) => check))).toEqual(new Set(checkNames));
  });

  it('is refused where Heddle has changed', () => {
    const patch = { file: 'a.ts', from: 'drain()', to: '' };
    expect(() => applyPatch('stop()', patch)).toThrow('0 times');
    expect(() => applyPatch('drain(); drain()', patch)).toThrow('2 times');
  });
});
