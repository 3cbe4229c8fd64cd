// `npm start`, `npm run dev`: from a fresh clone to a running Heddle. Plain JavaScript for Node 20 and newer that
// needs no package, since it installs them. What runs is server/main.ts, under the Node that came along.

import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { listenHosts } from '../server/platform/network/listen-hosts.mjs';
import { portProblem } from '../server/supervisor/port-problem.mjs';
import { build, pages } from './steps/build.mjs';
import { findNode } from './steps/bundled-node.mjs';
import { databaseClient, generate } from './steps/generate.mjs';
import { ensureInstalled } from './steps/install.mjs';

const main = path.resolve(import.meta.dirname, '../server/main.ts');
const compileCache = path.resolve(import.meta.dirname, '../node_modules/.cache/heddle');
const isDevelopment = process.argv.includes('--dev');
const PARENT_CHECK_MS = 500;

try {
  await ensureInstalled({ development: false, before: refuseTakenPort });
  const node = await findNode();
  // A mistake in the environment is reported before anything that takes time.
  if (!databaseClient.isCurrent() || !(isDevelopment || pages.isCurrent())) check(node);
  await generate(node);
  if (!isDevelopment) await build(node);
  run(node);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

/** The rest of the environment is checked as soon as the packages are there that check it. */
async function refuseTakenPort() {
  const port = Number(process.env.PORT?.trim() || 3000);
  const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
  const hasOwnDatabase = Object.keys(process.env).some(
    (name) => /^(HEDDLE_)?DATABASE_URL/.test(name) && process.env[name]?.trim(),
  );
  const hosts = listenHosts(process.env.HEDDLE_HOST?.trim(), !hasOwnDatabase);
  const problem = isPort ? await portProblem(port, hosts) : null;
  if (problem) throw new Error(problem);
}

function check(node) {
  const { status } = spawnSync(node, [main, '--check'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

function run(node) {
  const args = isDevelopment ? ['--dev'] : [];
  // The supervisor waits most of the time, and need not keep room for garbage.
  const supervisor = spawn(node, ['--max-semi-space-size=1', main, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Node keeps here what it made of each module: a later start takes half the time, and each process less memory.
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  // On Ctrl-C the terminal has told the supervisor already; being told twice does no harm.
  const stop = () => supervisor.connected && supervisor.send({ type: 'stop' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  // It knows what that means; told twice, it does the same thing once.
  process.on('SIGHUP', () => (process.platform === 'win32' ? stop() : supervisor.kill('SIGHUP')));
  supervisor.once('error', (error) => {
    console.error(`Heddle did not start: ${error.message}`);
    process.exit(1);
  });
  supervisor.once('exit', (code) => process.exit(code ?? 1));
  // npm passes signals to its shell, which may end without passing them on: then this process has a new parent.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid === parent || stop(), PARENT_CHECK_MS).unref();
  }
}
