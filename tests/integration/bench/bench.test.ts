import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { spreadOf } from '../../bench/spread.ts';

const RUN = path.resolve(import.meta.dirname, '../../bench/run.ts');
const home = mkdtempSync(path.join(tmpdir(), 'heddle-bench-'));
chmodSync(home, 0o755);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs the bench as scripts/bench.mjs does. */
function bench(...args: string[]) {
  return promisify(execFile)(process.execPath, [RUN, ...args], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HEDDLE_HOME: home,
      HEDDLE_HOST: '127.0.0.1',
      HEDDLE_ALLOW_PRIVATE_UPSTREAMS: '1',
    },
  });
}

describe('npm run bench', () => {
  it('measures what it says, in short, and writes the figures down', { timeout: 150_000 }, async () => {
    const json = path.join(home, 'figures.json');
    const brief = ['--rounds', '1', '--seconds', '0.05', '--concurrency', '4', '--scale', '0.0005'];
    const parts = ['closed', 'open', 'large', 'fleet', 'leak'];
    const { stdout } = await bench(...brief, '--only', parts.join(','), '--json', json);
    for (const name of parts) expect(stdout).toContain(`\n${name}: `);
    const { measured } = JSON.parse(readFileSync(json, 'utf8'));
    expect(Object.keys(measured)).toEqual(parts);
    const [whole] = measured.closed;
    expect(whole.servers.map((server: { name: string }) => server.name)).toEqual([
      'pass-through',
      'Heddle',
      'Heddle, limits on',
    ]);
    for (const { figures } of whole.servers) expect(figures.requestsPerSecond).toBeGreaterThan(0);
    expect(measured.open.rows).toHaveLength(3);
    expect(measured.leak).toMatchObject({ perQuarter: 25, abandoned: 0.3 });
    expect(measured.leak.residentBytes).toHaveLength(4);
    expect(measured.fleet).toMatchObject({ keys: 50, channels: 1 });
  });

  it('tells what it can, and what it did not understand', async () => {
    const { stdout } = await bench('--help');
    for (const option of ['--rounds', '--json', '--leak', '--fleet', '--peers', '--no-pin']) {
      expect(stdout).toContain(option);
    }
    await expect(bench('--rounds', 'many')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--rounds: found "many"'),
    });
    await expect(bench('--only', 'nothing')).rejects.toMatchObject({
      stderr: expect.stringContaining('expected some of closed, open'),
    });
  });

  it('has the quarters of what the rounds gave', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ q1: 2, median: 3, q3: 4 });
    expect(spreadOf([7])).toEqual({ q1: 7, median: 7, q3: 7 });
  });
});
