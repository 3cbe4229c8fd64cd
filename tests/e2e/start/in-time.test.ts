import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { complete, processesOf } from '../../support/heddle-processes.ts';

const home = makeHome();
afterAll(() => rmSync(home, { recursive: true, force: true }));

let heddle: RunningHeddle | undefined;
afterEach(() => heddle?.stop({ keepHome: true }));

async function start(): Promise<RunningHeddle> {
  heddle = await startHeddle({ home });
  return heddle;
}

// The first start makes the database.
beforeAll(async () => {
  const { stop } = await start();
  await stop({ keepHome: true });
});

/** How soon Heddle is there. Once more where the machine was busy with something else. */
describe('Heddle', { retry: 2 }, () => {
  it('answers within five seconds of a later start, pages too', async () => {
    const startedAt = Date.now();
    const heddle = await start();
    expect((await complete(heddle)).status).toBe(200);
    expect((await fetch(heddle.url, { headers: { accept: 'text/html' } })).status).toBe(200);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  it('answers a completion within a second of the death of its gateway', async () => {
    const heddle = await start();
    const killedAt = Date.now();
    process.kill(processesOf(heddle).gateway, 'SIGKILL');
    while (!(await isAnswered(heddle))) await delay(5);
    expect(Date.now() - killedAt).toBeLessThan(1_000);
  });
});

async function isAnswered(heddle: RunningHeddle): Promise<boolean> {
  return complete(heddle).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}
