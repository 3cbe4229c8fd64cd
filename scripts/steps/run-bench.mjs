import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findNode } from './bundled-node.mjs';
import { generate } from './generate.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * Runs a program of tests/bench, with the arguments of this one and a home of its own that is gone afterwards. Its exit
 * code becomes that of this process.
 * @param {string} entry below tests/bench
 */
export async function runBench(entry) {
  const home = mkdtempSync(path.join(tmpdir(), 'heddle-bench-'));
  // The account Postgres runs as passes through it; otherwise its data would be placed, and left, elsewhere.
  chmodSync(home, 0o755);
  try {
    await ensureInstalled({ development: false });
    const node = await findNode();
    await generate(node);
    process.exitCode = await run(node, path.resolve(import.meta.dirname, '../../tests/bench', entry), home);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * @param {string} node
 * @param {string} program
 * @param {string} home
 * @returns {Promise<number>} its exit code
 */
function run(node, program, home) {
  const child = spawn(node, [program, ...process.argv.slice(2)], {
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
