import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ProcessState } from '../../../server/supervisor/process-state.ts';
import { restartPauseMs } from '../../../server/supervisor/restart-pause.ts';
import { StartError } from '../../../server/supervisor/start-error.ts';
import {
  type ChildOptions,
  type SupervisedChild,
  superviseChild,
} from '../../../server/supervisor/supervised-child.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'heddle-child-'));
afterAll(() => rmSync(directory, { recursive: true }));

let child: SupervisedChild | undefined;
afterEach(() => child?.stop());

function supervise(source: string, changes: Partial<ChildOptions> = {}) {
  const entry = path.join(directory, `${Math.random()}.mjs`);
  writeFileSync(entry, source);
  const ports: number[] = [];
  const states: ProcessState[] = [];
  child = superviseChild({
    name: 'test',
    entry,
    startTimeoutMs: 10_000,
    hangTimeoutMs: 60_000,
    stopTimeoutMs: 2_000,
    onReady: (port) => ports.push(port),
    onState: (state) => states.push(state),
    onPidChange: () => undefined,
    ...changes,
  });
  return { child, ports, states, failed: () => states.filter(({ state }) => state === 'restarting') };
}

const LISTENS = `process.send({ type: 'ready', port: 7 });`;
const STOPS = `process.on('message', ({ type }) => type === 'stop' && process.exit(0));`;

/** The source of a child that does one thing in its first life, and another in the next ones. */
function atFirst(first: string, later: string): string {
  const marker = JSON.stringify(path.join(directory, `${Math.random()}.lived`));
  return `import { existsSync, writeFileSync } from 'node:fs';
    if (existsSync(${marker})) { ${later} } else { writeFileSync(${marker}, ''); ${first} }`;
}

describe('a supervised process', () => {
  it('is started again at once when it is killed, and told apart from one that was asked to stop', async () => {
    const { child, ports, states } = supervise(LISTENS + STOPS);
    await child.ready;
    const first = child.pid() ?? 0;
    process.kill(first, 'SIGKILL');
    await expect.poll(() => ports, { timeout: 10_000 }).toEqual([7, 7]);
    expect(child.pid()).not.toBe(first);
    await expect
      .poll(() => states.map(({ state }) => state))
      .toEqual(['starting', 'running', 'restarting', 'running']);
    await child.stop();
    expect(states).toHaveLength(4);
    expect(child.pid()).toBeUndefined();
  });

  it('is never given up: it is there as soon as what kept it from working has passed', {
    timeout: 30_000,
  }, async () => {
    const cause = path.join(directory, 'cause');
    writeFileSync(cause, '');
    const { child, failed } = supervise(
      `import { existsSync } from 'node:fs';
       if (existsSync(${JSON.stringify(cause)})) { console.error('Something is in the way'); process.exit(3); }
       ${LISTENS} ${STOPS}`,
    );
    await expect.poll(() => failed().length, { timeout: 20_000 }).toBe(6);
    expect(failed().map(({ failures }) => failures)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(failed()[5]?.lastWords).toBe('exit 3\nSomething is in the way');
    const { since = '', nextTryAt = '' } = failed()[5] ?? {};
    expect(Math.abs(Date.parse(nextTryAt) - Date.parse(since) - restartPauseMs(6))).toBeLessThan(50);
    rmSync(cause);
    await child.ready;
  });

  it.each([
    ['ends without a failure', 'process.exit(0)', /^exit 0/],
    ['aborts', 'process.abort()', /^exit SIGABRT/],
    ['breaks', `throw new Error('out of order')`, /out of order/],
    [
      'runs out of memory',
      'const all = []; for (;;) all.push(new Array(1e5).fill({}));',
      /heap out of memory/,
    ],
  ])(
    'that %s is started again, and its last words are kept',
    { timeout: 30_000 },
    async (_name, end, words) => {
      const { child, failed } = supervise(atFirst(end, LISTENS + STOPS), {
        nodeOptions: ['--max-old-space-size=32'],
      });
      await child.ready;
      expect(failed()).toHaveLength(1);
      expect(failed()[0]?.lastWords).toMatch(words);
    },
  );

  it('that never listens is killed, and started again', async () => {
    const { child, failed } = supervise(atFirst('setInterval(() => undefined, 1e6)', LISTENS + STOPS), {
      startTimeoutMs: 1_000,
    });
    await child.ready;
    expect(failed()[0]?.lastWords).toBe('exit SIGKILL\nnot ready within 1 s');
  });

  it('that hangs later on is killed, and started again; one that only takes its time is not', async () => {
    const answers = `process.on('message', ({ type }) => type === 'ping' && process.send({ type: 'pong' }));`;
    const hangs = 'const until = Date.now() + 60_000; while (Date.now() < until);';
    const { ports, failed } = supervise(
      atFirst(
        `${LISTENS} ${answers} setTimeout(() => { ${hangs} }, 100)`,
        `${LISTENS} ${STOPS} ${answers} setInterval(() => { ${hangs.replace('60_000', '500')} }, 550)`,
      ),
      { hangTimeoutMs: 1_500 },
    );
    await expect.poll(() => ports, { timeout: 10_000 }).toEqual([7, 7]);
    expect(failed()[0]?.lastWords).toBe('exit SIGKILL\nno sign of life for 1.5 s');
    await delay(3_000);
    expect(failed()).toHaveLength(1);
  });

  it('that cannot be made at all is tried again', async () => {
    const { failed } = supervise(LISTENS, { environment: { PATH: 'x'.repeat(8_000_000) } });
    await expect.poll(() => failed().length, { timeout: 10_000 }).toBeGreaterThan(1);
    expect(failed()[0]?.lastWords).toMatch(/E2BIG/);
  });

  it('is killed when it does not stop in time', async () => {
    const { child } = supervise(`${LISTENS} process.on('message', () => undefined);`, { stopTimeoutMs: 200 });
    await child.ready;
    const startedAt = Date.now();
    await child.stop();
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('that says why it cannot start is not started again, unless it did listen before', async () => {
    const refuses = `process.send({ type: 'refused', reason: 'no room' }, () => process.exit(1));`;
    const refusing = supervise(refuses);
    await expect(refusing.child.refused).rejects.toThrow(new StartError('no room'));
    await refusing.child.stop();

    const lives = path.join(directory, 'lives');
    const { child, ports, failed } = supervise(
      `import { appendFileSync, readFileSync } from 'node:fs';
       appendFileSync(${JSON.stringify(lives)}, '.');
       if (readFileSync(${JSON.stringify(lives)}).length === 2) { ${refuses} } else { ${LISTENS} ${STOPS} }`,
    );
    await child.ready;
    process.kill(child.pid() ?? 0, 'SIGKILL');
    await expect.poll(() => ports, { timeout: 10_000 }).toEqual([7, 7]);
    expect(failed().map(({ lastWords }) => lastWords)).toEqual(['exit SIGKILL', 'exit 1\nno room']);
    expect(existsSync(lives) && readFileSync(lives, 'utf8')).toBe('...');
  });

  it('has nothing to say to who speaks another language', async () => {
    const { child, ports } = supervise(
      `process.send('hello'); process.send({ type: 'ready' }); ${LISTENS} ${STOPS}`,
    );
    await child.ready;
    expect(ports).toEqual([7]);
  });
});

it('the pauses between starts grow from nothing to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100].map(restartPauseMs)).toEqual([
    0, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});
