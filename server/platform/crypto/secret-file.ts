import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomSecret } from './random-secret.ts';

/**
 * The secret kept in a file of the deployment's home, made on first use with mode 0600. Two processes that
 * make it at the same time both get the one that was there first.
 */
export function secretFromFile(file: string, make: () => string): string {
  const existing = readIfPresent(file);
  if (existing) return existing;
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomSecret(6)}`;
  writeFileSync(draft, `${make()}\n`, { mode: 0o600, flush: true });
  try {
    // A link appears whole or not at all, and never replaces a file.
    linkSync(draft, file);
  } catch (error) {
    if (!isErrnoException(error) || error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const kept = readIfPresent(file);
  if (!kept) throw new Error(`${file} is empty; remove it to have a new secret made`);
  return kept;
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (isErrnoException(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isErrnoException(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
