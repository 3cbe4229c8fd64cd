import { existsSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { runStep } from './run.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const bundled = path.join(root, 'node_modules/node/bin/node');

/**
 * The Node that came with the packages, which runs TypeScript as it is; or this one, where it is new enough.
 * @returns {Promise<string>} path of a Node 24 or newer
 */
export async function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  if (!existsSync(bundled)) {
    // npm was told not to run install scripts; this one puts the program in its place.
    const script = path.join(root, 'node_modules/node/installArchSpecificPackage.js');
    await withLock(root, async () => {
      if (!existsSync(bundled)) await runStep('Fetching Node 24', process.execPath, [script]);
    });
  }
  if (existsSync(bundled)) return bundled;
  throw new Error(`Heddle needs Node 24, which did not install beside this Node ${process.versions.node}`);
}
