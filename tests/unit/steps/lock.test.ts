import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../scripts/steps/lock.mjs';
import { commandOf } from '../../../server/platform/process-command.mjs';
import { collectOutput } from '../../support/heddle.ts';

const STEPS = path.resolve(import.meta.dirname, '../../../scripts/steps');

let root: string;
let lock: string;
let children: ChildProcess[];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heddle-steps-'));
  lock = path.join(root, '.heddle-steps.lock');
  children = [];
  writeFileSync(path.join(root, 'source'), 'first');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** A process that makes something from a source, slowly, and writes down when it began and ended. */
function make(): { ended: Promise<unknown>; output(): string } {
  const program = `
    import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
    import { setTimeout as delay } from 'node:timers/promises';
    import { madeFrom } from ${JSON.stringify(path.join(STEPS, 'made-from.mjs'))};
    const log = (what) => appendFileSync('log', what + ' ' + process.pid + '\\n');
    const product = madeFrom({ root: process.cwd(), sources: ['source'], stamp: 'stamp', proof: 'product' });
    await product.ensure(async () => {
      log('begin');
      await delay(400);
      writeFileSync('product', 'made from ' + readFileSync('source', 'utf8'));
      log('end');
    });
    console.log(readFileSync('product', 'utf8'));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { cwd: root });
  children.push(child);
  return { ended: once(child, 'close'), output: collectOutput(child) };
}

const log = () => readFileSync(path.join(root, 'log'), 'utf8').trim().split('\n');

describe('two at once', () => {
  it('make it once: the others wait, say for whom, and find it made', async () => {
    const makers = await withLock(root, async () => {
      const waiting = [make(), make(), make()];
      for (const { output } of waiting) {
        await expect.poll(output, { timeout: 10_000 }).toContain(`(process ${process.pid})`);
      }
      return waiting;
    });
    await Promise.all(makers.map(({ ended }) => ended));
    expect(log()).toEqual([expect.stringMatching(/^begin/), expect.stringMatching(/^end/)]);
    for (const { output } of makers) expect(output()).toMatch(/made from first\n$/);
  });

  it('never work at the same time, whatever each of them does', async () => {
    await make().ended;
    writeFileSync(path.join(root, 'source'), 'second');
    let working = 0;
    const other = make();
    await withLock(root, async () => {
      working = log().length;
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(log().length).toBe(working);
    });
    await other.ended;
    expect(working % 2).toBe(0);
    expect(log()).toHaveLength(4);
  });
});

describe('a lock that was left', () => {
  it('by a process killed at work is taken over, and its work done again', async () => {
    const killed = make();
    await expect.poll(() => existsSync(path.join(root, 'log')), { timeout: 10_000 }).toBe(true);
    children[0]?.kill('SIGKILL');
    await killed.ended;
    expect(readFileSync(lock, 'utf8')).toContain(String(children[0]?.pid));
    await Promise.all([make().ended, make().ended]);
    expect(log().map((line) => line.split(' ')[0])).toEqual(['begin', 'begin', 'end']);
  });

  it('by a process whose number something else has now is taken over', async () => {
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, command: 'node scripts/start.mjs' }));
    expect(await withLock(root, () => 'done', { longestWaitMs: 0 })).toBe('done');
  });

  it('half written is taken over once it is old', async () => {
    writeFileSync(lock, '{"pi');
    await expect(withLock(root, () => 'done', { longestWaitMs: 0 })).rejects.toThrow('does not finish');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await withLock(root, () => 'done', { longestWaitMs: 0 })).toBe('done');
  });

  it('by a process killed at taking one over is taken over too', async () => {
    const clearing = `${lock}.clearing`;
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, command: 'node scripts/start.mjs' }));
    mkdirSync(clearing);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(clearing, longAgo, longAgo);
    expect(await withLock(root, () => 'done', { longestWaitMs: 5_000 })).toBe('done');
    expect(existsSync(clearing)).toBe(false);
  });
});

it('is waited for no longer than bounded, and then says what to do', async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, command: commandOf(process.ppid) }));
  await expect(withLock(root, () => 'done', { longestWaitMs: 300 })).rejects.toThrow(
    `(process ${process.ppid}) is preparing this checkout and does not finish. End it, or delete ${lock}`,
  );
});

it('is given back when the work fails', async () => {
  await expect(withLock(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(root, () => 'done', { longestWaitMs: 0 })).toBe('done');
});
