import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandOf } from '../../../server/platform/process-command.mjs';
import { lockHome, supervisorOf } from '../../../server/supervisor/home-lock.ts';
import { StartError } from '../../../server/supervisor/start-error.ts';

const home = mkdtempSync(path.join(tmpdir(), 'heddle-lock-'));
afterAll(() => rmSync(home, { recursive: true }));
const file = path.join(home, 'running.json');

/** A process whose command line looks like one of Heddle's, and which only sleeps. */
function pretend(name: string) {
  const child = spawn('bash', ['-c', 'read -r line', name], { stdio: ['pipe', 'ignore', 'ignore'] });
  return {
    pid: child.pid ?? 0,
    exited: new Promise((resolve) => child.once('exit', resolve)),
    end: () => child.kill(),
  };
}

describe('the lock of a home', () => {
  it('is held by one supervisor at a time', async () => {
    const other = pretend('server/main.ts');
    writeFileSync(file, JSON.stringify({ supervisor: other.pid, children: [] }));
    await expect(lockHome(home)).rejects.toThrow(StartError);
    other.end();
    await other.exited;
    const lock = await lockHome(home);
    expect(supervisorOf(home)).toBe(process.pid);
    lock.release();
    expect(supervisorOf(home)).toBeUndefined();
  });

  it('ends what a killed supervisor left, and touches nothing else that got its number', async () => {
    const left = pretend('server/processes/gateway.ts');
    const stranger = pretend('something-else');
    writeFileSync(file, JSON.stringify({ supervisor: 2 ** 22, children: [left.pid, stranger.pid] }));
    const lock = await lockHome(home);
    await left.exited;
    expect(commandOf(stranger.pid)).toContain('something-else');
    stranger.end();
    lock.noteChildren([1, 2]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ supervisor: process.pid, children: [1, 2] });
    lock.release();
  });

  it('is not kept from anybody by a file that was cut short', async () => {
    writeFileSync(file, '{"supervi');
    (await lockHome(home)).release();
  });
});
