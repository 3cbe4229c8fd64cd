// `npm run bench`: what Heddle costs over a bare pass-through, measured on this machine. Loopback only, a Postgres of its
// own in a temporary folder, ends by itself after a few minutes, prints a table and leaves nothing behind.
//
//   npm run bench -- --rounds 3 --seconds 1 --concurrency 16 --only streamed

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findNode } from './steps/bundled-node.mjs';
import { generate } from './steps/generate.mjs';
import { ensureInstalled } from './steps/install.mjs';

const bench = path.resolve(import.meta.dirname, '../tests/bench/run.ts');
const home = mkdtempSync(path.join(tmpdir(), 'heddle-bench-'));
// The account Postgres runs as passes through it; otherwise its data would be placed, and left, elsewhere.
chmodSync(home, 0o755);

try {
  await ensureInstalled({ development: false });
  const node = await findNode();
  await generate(node);
  process.exitCode = await run(node);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** @param {string} node */
function run(node) {
  const child = spawn(node, [bench, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HEDDLE_HOME: home,
      HEDDLE_HOST: '127.0.0.1',
      HEDDLE_ALLOW_PRIVATE_UPSTREAMS: '1',
    },
  });
  // Ctrl-C reaches the child too; it stops what it started.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
