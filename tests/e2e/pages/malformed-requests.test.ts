import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment } from '../../../server/platform/env.ts';
import { readToSupervisor } from '../../../server/supervisor/messages.ts';
import { pagesEnvironment } from '../../../server/supervisor/pages-environment.ts';
import { createTestDatabase } from '../../support/database.ts';
import { exchangeBytes } from '../../support/exchange-bytes.ts';
import { collectOutput } from '../../support/heddle.ts';
import { startPreparedHeddle } from '../../support/prepared-heddle.ts';
import { type Malformed, malformedHosts, malformedPaths, malformedRequests } from './malformed.ts';

/** Lines of the log are written together. */
const LOGGED_WITHIN_MS = 300;
const PAGES = path.resolve(import.meta.dirname, '../../../server/processes/pages.ts');

interface Deployment {
  port: number;
  /** What it printed and logged. */
  output(): string;
  stop(): Promise<unknown>;
}

/** The pages' process without a gateway in front, as where Heddle is deployed as a Next application alone. */
async function startPagesAlone(): Promise<Deployment> {
  const database = await createTestDatabase();
  const child = fork(PAGES, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: childEnvironment({ ...pagesEnvironment(false), HEDDLE_LOG_LEVEL: 'info', VITEST: undefined }),
  });
  const output = collectOutput(child);
  const [message] = await once(child, 'message');
  const ready = readToSupervisor(message);
  if (ready?.type !== 'ready') throw new Error(`The pages did not start:\n${output()}`);
  return {
    port: ready.port,
    output,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await database.close();
    },
  };
}

describe.each([
  { name: 'the pages behind the gateway', isInFront: true, start: () => startPreparedHeddle() },
  { name: 'the pages alone', isInFront: false, start: startPagesAlone },
])('$name', ({ start, isInFront }) => {
  let deployment: Deployment;
  let ownHost: string;
  beforeAll(async () => {
    deployment = await start();
    ownHost = `localhost:${deployment.port}`;
  });
  afterAll(() => deployment?.stop());

  /** The status of the answer; of the last one, where a browser's router is sent on. */
  async function ask(line: string, headers: string[], host: string): Promise<number> {
    const head = [`host: ${host}`, ...headers, 'connection: close'].join('\r\n');
    const answer = await exchangeBytes(deployment.port, `${line} HTTP/1.1\r\n${head}\r\n\r\n`);
    const [, onwards] = /^HTTP\/1\.1 307 [\s\S]*?\r\nlocation: (\/\S*_rsc=\S*)\r\n/i.exec(answer) ?? [];
    if (onwards && !line.includes('_rsc=')) return ask(`GET ${onwards}`, headers, host);
    return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
  }

  /** What was answered as no client may make it answer, and what of it got into the log as a failure. */
  async function failures(requests: readonly Malformed[], host = ownHost): Promise<unknown[]> {
    const before = deployment.output().length;
    const failed: unknown[] = [];
    for (const { name, line, headers } of requests) {
      const status = await ask(line, headers, host);
      if (!(status >= 200 && status < 500)) failed.push({ name, status });
    }
    await delay(LOGGED_WITHIN_MS);
    const logged = deployment.output().slice(before).split('\n');
    return [...failed, ...logged.filter((text) => /"level":"(?:error|fatal)"|^\s+at |Error\b/.test(text))];
  }

  it('fail at no header, cookie, query or method, and log no failure', async () => {
    expect(await failures(malformedRequests)).toEqual([]);
  });

  // Where Next stands alone, it refuses what is no percent-encoding before any code of Heddle's sees it.
  if (isInFront) {
    it('fail at no path', async () => {
      expect(await failures(malformedPaths)).toEqual([]);
    });
  }

  it('fail at no number of requests: who opens too many invitations is told to wait', async () => {
    const often = Array.from({ length: 101 }, (_, index) => `GET /invite/guess-${index}`);
    expect(await failures(often.map((line) => ({ name: line, line, headers: [] })))).toEqual([]);
    const last = await fetch(`http://${ownHost}/invite/guess`);
    expect([last.status, (await last.text()).includes('Wait a while')]).toEqual([200, true]);
  });

  it.each(malformedHosts)('fail at no host: %j', async (host) => {
    const pages = [
      '/',
      '/sign-in',
      '/demo/overview',
      '/api/auth/session',
      '/api/auth/csrf',
      '/api/v1/openapi.json',
    ];
    const requests = pages.map((page) => ({ name: page, line: `GET ${page}`, headers: [] }));
    expect(await failures(requests, host)).toEqual([]);
  });
});
