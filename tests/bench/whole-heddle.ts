import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf } from '../../server/platform/process-command.mjs';
import { childrenOf } from '../../server/supervisor/home-lock.ts';
import { Person } from '../attack/arena/person.ts';
import { makeHome, startHeddle } from '../support/heddle.ts';
import { configuration } from './configuration.ts';
import type { Target } from './measure.ts';
import { cpuMicrosecondsOf, memoryOf } from './process-memory.ts';
import type { Stage } from './stage.ts';

const PAGES = [
  '',
  '/overview',
  '/logs',
  '/usage',
  '/keys',
  '/channels',
  '/models',
  '/settings',
  '/playground',
];
/** Somebody who looks at one page after the other. */
const LOOK_MS = 100;

export interface WholeHeddle extends Pick<Target, 'use'> {
  origin: string;
  apiKey: string;
  /** All but Postgres, by the name of their program. */
  processes(): { name: string; pid: number }[];
  /** Looks at page after page, signed in, until told to stop. @returns how many that were */
  visitPages(signal: AbortSignal): Promise<number>;
}

/**
 * As `npm start` starts it, with a home of its own and a tenant whose channels lead to the bench's upstream.
 * @param root the checkout that runs; this one when not given
 */
export async function startWhole(stage: Stage, root?: string): Promise<WholeHeddle> {
  const home = makeHome();
  const file = path.join(home, 'bench.yaml');
  const apiKey = `hdl_${'b'.repeat(40)}`;
  writeFileSync(file, configuration({ slug: 'whole', apiKey, upstreamOrigin: stage.upstreamOrigin }));
  const heddle = await startHeddle({
    home,
    ...(root === undefined ? {} : { root }),
    environment: { HEDDLE_CONFIG: file, HEDDLE_ALLOW_PRIVATE_UPSTREAMS: '1', HEDDLE_LOG_LEVEL: 'warn' },
  });
  stage.keep(heddle);
  const person = new Person(heddle.url, '127.0.0.1');
  const { email, password } = heddle.quickstart;
  if (!(await person.signIn(email, password))) throw new Error('Nobody can sign in.');
  const processes = () =>
    [heddle.process.pid ?? 0, ...childrenOf(home)].map((pid) => ({ name: nameOf(pid), pid }));
  return {
    processes,
    /** Of its gateway processes. */
    async use() {
      const gateways = processes().filter(({ name }) => name === 'gateway');
      const sum = (of: (pid: number) => number) => gateways.reduce((total, { pid }) => total + of(pid), 0);
      return {
        type: 'used',
        cpuMicroseconds: sum(cpuMicrosecondsOf),
        residentBytes: sum((pid) => memoryOf(pid).resident),
      };
    },
    origin: heddle.url.replace('localhost', '127.0.0.1'),
    apiKey,
    async visitPages(signal) {
      let visited = 0;
      for (; !signal.aborted; visited += 1) {
        const response = await person.get(`/demo${PAGES[visited % PAGES.length]}`);
        await response.arrayBuffer();
        if (response.status >= 400) throw new Error(`A page answered ${response.status}.`);
        await delay(LOOK_MS);
      }
      return visited;
    },
  };
}

function nameOf(pid: number): string {
  return commandOf(pid)?.match(/server\/(?:processes\/)?(\w+)\.ts/)?.[1] ?? 'ended';
}
