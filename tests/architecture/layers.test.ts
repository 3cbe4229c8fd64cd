import { describe, expect, it } from 'vitest';
import { type Module, readModules } from './imports.ts';

const modules = readModules('server', 'app', 'components');

/**
 * Layers, and the layers each may import besides itself. A folder that is not listed here fails the first test:
 * a new layer decides its place before it has a file.
 */
const LAYERS: Record<string, readonly string[]> = {
  'server/canonical': [],
  'server/dialects': ['server/canonical'],
  'server/providers': ['server/canonical', 'server/dialects', 'server/platform'],
  'server/platform': ['server/canonical'],
  'server/store': ['server/canonical', 'server/dialects', 'server/providers', 'server/platform'],
  'server/access': ['server/canonical', 'server/platform', 'server/store'],
  'server/gateway': [
    'server/canonical',
    'server/dialects',
    'server/providers',
    'server/platform',
    'server/store',
    'server/access',
  ],
  'server/services': [
    'server/canonical',
    'server/dialects',
    'server/providers',
    'server/platform',
    'server/store',
    'server/access',
  ],
  'server/jobs': ['server/canonical', 'server/platform', 'server/store'],
  'server/transports': [
    'server/canonical',
    'server/gateway',
    'server/services',
    'server/access',
    'server/platform',
    'server/store',
  ],
  // Roots of composition: they put the parts of a process together.
  'server/processes': ['*'],
  'server/supervisor': ['*'],
  'server/main.ts': ['*'],
  components: [],
  app: ['components', 'server/canonical', 'server/transports', 'server/access', 'server/platform'],
};

function layerOf(path: string): string | undefined {
  return Object.keys(LAYERS)
    .sort((a, b) => b.length - a.length)
    .find((layer) => path === layer || path.startsWith(`${layer}/`));
}

function violations(check: (module: Module) => readonly string[]): string[] {
  return modules.flatMap((module) => check(module).map((target) => `${module.path} → ${target}`));
}

describe('layers', () => {
  it('give every server module a place', () => {
    expect(modules.map((module) => module.path).filter((path) => layerOf(path) === undefined)).toEqual([]);
  });

  it('import only what lies below them', () => {
    const found = violations((module) => {
      const layer = layerOf(module.path) ?? '';
      const allowed = LAYERS[layer] ?? [];
      return module.imports
        .filter(({ target, typeOnly }) => {
          const targetLayer = layerOf(target);
          if (targetLayer === undefined || targetLayer === layer || allowed.includes('*')) return false;
          // Components know the shapes the server speaks in, and nothing that runs there.
          if (layer === 'components' && typeOnly) return false;
          return !allowed.includes(targetLayer);
        })
        .map(({ target }) => target);
    });
    expect(found).toEqual([]);
  });

  it('keep dialects, and providers, from importing each other', () => {
    const familyOf = (path: string) => path.match(/^server\/(?:dialects|providers)\/([^/]+)\//)?.[1];
    const found = violations((module) => {
      const family = familyOf(module.path);
      if (family === undefined) return [];
      return module.imports
        .map(({ target }) => target)
        .filter((target) => {
          const other = familyOf(target);
          const sameLayer = layerOf(target) === layerOf(module.path);
          return sameLayer && other !== undefined && other !== family && other !== 'shared';
        });
    });
    expect(found).toEqual([]);
  });
});

describe('modules', () => {
  it('form no cycle at run time', () => {
    const byPath = new Map(modules.map((module) => [module.path, module]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const { target, typeOnly } of byPath.get(path)?.imports ?? []) {
        if (!typeOnly) visit(target, [...trail, path]);
      }
      done.add(path);
    };
    for (const { path } of modules) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('read process.env in server/platform/env.ts only', () => {
    const readers = modules
      .filter(({ text }) => /process\.env\b/.test(withoutComments(text)))
      .map(({ path }) => path);
    expect(readers).toEqual(['server/platform/env.ts']);
  });

  it('stay short: past 500 lines a file needs another shape', () => {
    const long = modules
      .filter(({ lines }) => lines > 300)
      .map(({ path, lines }) => `${path}: ${lines} lines`);
    if (long.length > 0) console.warn(`Look for the seam in:\n${long.join('\n')}`);
    expect(modules.filter(({ lines }) => lines > 500).map(({ path }) => path)).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
