import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A module of ours, by its path from the root, with what it imports of ours. */
export interface Module {
  path: string;
  lines: number;
  text: string;
  imports: readonly Import[];
}

export interface Import {
  /** Path from the root. */
  target: string;
  /** Nothing of it is there at run time. */
  typeOnly: boolean;
}

const EXTENSIONS = ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx'];
const STATEMENT =
  /(?:^|[;\n])\s*(?:import|export)\s+(type\s+)?(?:([\w*{}\s,$]+?)\s+from\s+)?['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every TypeScript module below the given directories, generated ones left out. */
export function readModules(...directories: string[]): Module[] {
  const files = directories.flatMap((directory) =>
    readdirSync(path.join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.includes('generated/'))
      .map((file) => path.join(directory, file)),
  );
  const known = new Set(files);
  return files.map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { path: file, text, lines: text.split('\n').length, imports: importsOf(file, text, known) };
  });
}

function importsOf(file: string, text: string, known: ReadonlySet<string>): Import[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  for (const [, type, names, specifier = ''] of text.matchAll(STATEMENT)) {
    found.push({ specifier, typeOnly: type !== undefined || namesTypesOnly(names) });
  }
  for (const [, specifier = ''] of text.matchAll(DYNAMIC)) found.push({ specifier, typeOnly: false });
  return found.flatMap(({ specifier, typeOnly }) => {
    const target = resolveOwn(file, specifier, known);
    return target ? [{ target, typeOnly }] : [];
  });
}

/** `{ type A, type B }` imports nothing that runs. */
function namesTypesOnly(names: string | undefined): boolean {
  const inner = names?.match(/^\{([^}]*)\}$/)?.[1];
  if (inner === undefined) return false;
  const parts = inner.split(',').map((part) => part.trim());
  return parts.filter(Boolean).every((part) => part.startsWith('type '));
}

function resolveOwn(file: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? path.join(path.dirname(file), specifier)
      : undefined;
  if (base === undefined) return undefined;
  return EXTENSIONS.map((extension) => base + extension).find((candidate) => known.has(candidate));
}
