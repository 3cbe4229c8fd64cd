import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { findNode } from './bundled-node.mjs';
import { generate } from './generate.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * Runs a program of the tests' on a Heddle that is installed and built, with this command's arguments and its exit code.
 * @param {string} entry
 */
export async function play(entry) {
  try {
    await ensureInstalled({ development: false });
    const node = await findNode();
    await generate(node);
    await build(node);
    process.exitCode = await run(node, entry);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

/**
 * @param {string} node
 * @param {string} entry
 */
function run(node, entry) {
  const child = spawn(node, [entry, ...process.argv.slice(2)], {
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
