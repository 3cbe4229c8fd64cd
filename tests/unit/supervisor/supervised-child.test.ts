import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StartError } from '../../../server/supervisor/start-error.ts';
import { superviseChild } from '../../../server/supervisor/supervised-child.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'heddle-child-'));
afterAll(() => rmSync(directory, { recursive: true }));

function supervise(source: string, stopTimeoutMs = 2_000) {
  const entry = path.join(directory, `${Math.random()}.mjs`);
  writeFileSync(entry, source);
  const events: string[] = [];
  const child = superviseChild({
    name: 'test',
    entry,
    stopTimeoutMs,
    onReady: (port) => events.push(`ready ${port}`),
    onDown: () => events.push('down'),
    onPidChange: () => undefined,
  });
  return { child, events };
}

const LISTENS = `process.send({ type: 'ready', port: 7 });`;
const STOPS = `process.on('message', ({ type }) => type === 'stop' && process.exit(0));`;

describe('a supervised process', () => {
  it('is started again when it is killed, and told apart from one that was asked to stop', async () => {
    const { child, events } = supervise(LISTENS + STOPS);
    await child.ready;
    const first = child.pid() ?? 0;
    process.kill(first, 'SIGKILL');
    await expect.poll(() => events, { timeout: 10_000 }).toEqual(['ready 7', 'down', 'ready 7']);
    expect(child.pid()).not.toBe(first);
    await child.stop();
    expect(events).toHaveLength(3);
    expect(child.pid()).toBeUndefined();
  });

  it('is killed when it does not stop in time', async () => {
    const { child } = supervise(`${LISTENS} process.on('message', () => undefined);`, 200);
    await child.ready;
    const startedAt = Date.now();
    await child.stop();
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('is given up when it keeps failing', { timeout: 30_000 }, async () => {
    const { child, events } = supervise('process.exit(1)');
    await expect(child.givenUp).rejects.toThrow(StartError);
    expect(events).toHaveLength(6);
    await child.stop();
  });

  it('has nothing to say to who speaks another language', async () => {
    const { child, events } = supervise(
      `process.send('hello'); process.send({ type: 'ready' }); ${LISTENS} ${STOPS}`,
    );
    await child.ready;
    expect(events).toEqual(['ready 7']);
    await child.stop();
  });
});
