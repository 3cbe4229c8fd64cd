import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { runStep } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const lockFile = path.join(root, 'package-lock.json');
const installedLockFile = path.join(root, 'node_modules/.package-lock.json');
const stampFile = path.join(root, 'node_modules/.heddle-install.json');

/**
 * Installs what package-lock.json says, unless it is installed already. The stamp goes before it begins, so that an
 * interrupted installation is never mistaken for a whole one.
 * @param {object} options
 * @param {boolean} options.development whether the packages that only tests and tools need are wanted too
 * @param {() => Promise<void>} [options.before] what comes first when it has to install, which takes its time
 */
export async function ensureInstalled({ development, before }) {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  const isInstalled = () => {
    const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
    return stamp.hash === hash && (stamp.development || !development);
  };
  if (isInstalled()) return;
  await withLock(root, async () => {
    // By now, perhaps, by another process.
    if (isInstalled()) return;
    if (!isInstalledByHand(development)) {
      await before?.();
      rmSync(stampFile, { force: true });
      await install(development);
    }
    writeFileSync(stampFile, JSON.stringify({ hash, development }));
  });
}

async function install(development) {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', development ? '--include=dev' : '--omit=dev'];
  const inRoot = ['--prefix', root];
  if (npm?.endsWith('.js')) await runStep('Installing packages', process.execPath, [npm, ...args, ...inRoot]);
  else
    await runStep('Installing packages', process.platform === 'win32' ? 'npm.cmd' : 'npm', [
      ...args,
      ...inRoot,
    ]);
}

/** Whether somebody's own `npm ci` left exactly what the lock file asks for. */
function isInstalledByHand(development) {
  if (!existsSync(installedLockFile)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLockFile, 'utf8')).packages;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || entry.optional || entry.devOptional || (entry.dev && !development)) return true;
    return installed[place]?.version === entry.version && existsSync(path.join(root, place));
  });
}
