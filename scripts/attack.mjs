// `npm run attack`: everything that is known to hurt a gateway, played against a whole Heddle of its own while nine good
// tenants are at work. Loopback only, bounded in count and time, ends by itself, leaves nothing behind.
//
//   npm run attack -- --only gzip --soak 0
//   npm run attack -- --short

import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from './steps/build.mjs';
import { findNode } from './steps/bundled-node.mjs';
import { generate } from './steps/generate.mjs';
import { ensureInstalled } from './steps/install.mjs';

const attack = path.resolve(import.meta.dirname, '../tests/attack/run.ts');

try {
  await ensureInstalled({ development: false });
  const node = await findNode();
  await generate(node);
  await build(node);
  process.exitCode = await run(node);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** @param {string} node */
function run(node) {
  const child = spawn(node, [attack, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  });
  // Ctrl-C reaches the child too; it stops what it started.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
