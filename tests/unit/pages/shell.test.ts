import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { answerHeaders, requestHeaders } from '../../../components/docs/documented-headers.ts';
import { monogramOf } from '../../../components/providers/monograms.ts';
import { pageKeys } from '../../../components/shell/page-keys.ts';
import { isTenantPath, tenantPages } from '../../../components/shell/tenant-pages.ts';
import en from '../../../messages/en.json' with { type: 'json' };
import { bounds } from '../../../server/canonical/bounds.ts';
import { providers } from '../../../server/providers/index.ts';

it('every provider has a mark of its own', () => {
  const marks = providers.map(({ id, name }) => {
    const { letters, dye } = monogramOf(id, name);
    return `${letters} ${dye}`;
  });
  expect(new Set(marks).size).toBe(providers.length);
});

it.each([
  ['/acme', true],
  ['/acme/', true],
  ['/acme/logs?status=500', true],
  ['/acme/settings', true],
  ['/acme/unknown', false],
  ['/acme/settings/x', false],
  ['/x/y/z', false],
  ['/', false],
])('%s could be a page of a tenant: %s', (path, is) => {
  expect(isTenantPath(path)).toBe(is);
});

it('each page has a key of its own', () => {
  expect(Object.keys(pageKeys).sort()).toEqual([...tenantPages].sort());
  expect(new Set(Object.values(pageKeys)).size).toBe(tenantPages.length);
});

it('the documentation names every bound, and every header of Heddle’s own that clients meet', () => {
  expect(Object.keys(en.docs.limits.names).sort()).toEqual(Object.keys(bounds).sort());
  const sources = readdirSync('server/gateway', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(`server/gateway/${path}`, 'utf8'))
    .join('');
  const inCode = new Set(sources.match(/x-heddle-[a-z-]+/g));
  // Between Heddles, against loops.
  inCode.delete('x-heddle-hops');
  const documented = [...requestHeaders, ...answerHeaders].filter((name) => name.startsWith('x-heddle-'));
  expect(documented.sort()).toEqual([...inCode].sort());
});
