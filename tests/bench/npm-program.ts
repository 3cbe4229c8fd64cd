import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Fetches a program from npm into a folder of its own outside of this project, unless it is there from an earlier run.
 * @param version exact
 * @returns the folder of the package; a reason where npm cannot have it
 */
export function npmProgram(name: string, version: string): { folder: string } | { reason: string } {
  const home = path.join(homedir(), '.cache', 'heddle-bench', `${name.replace(/\W+/g, '-')}-${version}`);
  const folder = path.join(home, 'node_modules', name);
  if (existsSync(path.join(folder, 'package.json'))) return { folder };
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  const { status } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=dev', `${name}@${version}`],
    { cwd: home, stdio: 'ignore', timeout: 180_000 },
  );
  return status === 0 ? { folder } : { reason: `npm could not fetch ${name} ${version}` };
}
