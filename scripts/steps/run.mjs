import { spawn } from 'node:child_process';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 90;
const KEPT_OUTPUT_CHARACTERS = 20_000;

/**
 * Runs a program quietly while telling on standard output what it is for: a spinner on a terminal, two plain
 * lines elsewhere. Its own output is shown only when it fails.
 * @param {string} title e.g. "Installing packages"
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [cwd]
 * @returns {Promise<void>} rejects with the program's last words
 */
export async function runStep(title, program, args, env = process.env, cwd = undefined) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(0)} s`;
  const isTerminal = process.stdout.isTTY;
  let frame = 0;
  const spinner = isTerminal
    ? setInterval(
        () => process.stdout.write(`\r${FRAMES[frame++ % FRAMES.length]} ${title} … ${seconds()}`),
        FRAME_MS,
      )
    : undefined;
  if (!isTerminal) console.log(`${title} …`);
  let output = '';
  const code = await new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => clearInterval(spinner));
  const clear = isTerminal ? '\r\x1b[K' : '';
  if (code !== 0) {
    console.log(`${clear}✗ ${title}`);
    throw new Error(`${title} failed (exit ${code}):\n${output.trim()}`);
  }
  console.log(`${clear}✓ ${title} (${seconds()})`);
}
