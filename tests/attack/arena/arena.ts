import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { listeningPort } from '../../support/listening-port.ts';
import { GOOD_TENANTS, goodKey, writeConfiguration } from './arena-configuration.ts';
import { type ArenaUpstream, startUpstream } from './arena-upstream.ts';
import { askProbe } from './ask-probe.ts';
import { GoodTenants } from './good-tenants.ts';
import { HostileClient } from './hostile-client.ts';

import { MemoryWatch } from './resident-memory.ts';
import type { VisitReport } from './visit-messages.ts';

/** So that what waits for a silent upstream is over within an attack's time. */
export const TIMEOUTS = { firstByteMs: 6_000, idleMs: 6_000, totalMs: 8_000 };
const PER_SECOND = 50;
const LOWEST_PRIORITY = 19;
const BACK_WITHIN_MS = 30_000;
const PROBE = path.join(import.meta.dirname, 'turn-probe.ts');

/** What was measured while something went on. */
export interface Measured {
  /** The gateway's longest turn of the event loop, in milliseconds of processor time. */
  longestTurnMs: number;
  peakResidentBytes: number;
  good: VisitReport;
  /** The gateway's process ended, whether or not it was started again. */
  gatewayEnded: boolean;
}

/** A whole Heddle with good tenants at work, a hostile one, and an upstream that does as it is told. */
export class Arena {
  readonly heddle: RunningHeddle;
  readonly #upstreams: readonly ArenaUpstream[];
  readonly client: HostileClient;
  /** Somebody else, whose requests are as the attack wants them. */
  readonly neighbour: HostileClient;
  readonly #directory: string;
  readonly #probePort: number;
  readonly #good: GoodTenants;
  #gatewayPid: number | undefined;

  private constructor(
    parts: { heddle: RunningHeddle; upstreams: readonly ArenaUpstream[]; directory: string },
    probePort: number,
  ) {
    this.heddle = parts.heddle;
    this.#upstreams = parts.upstreams;
    this.#directory = parts.directory;
    this.#probePort = probePort;
    this.client = new HostileClient(this.origin);
    this.neighbour = new HostileClient(this.origin, '127.0.0.4');
    const apiKeys = Array.from({ length: GOOD_TENANTS }, (_, index) => goodKey(index));
    this.#good = new GoodTenants({ origin: this.origin, apiKeys, perSecond: PER_SECOND });
  }

  /** Needs built pages, as `npm start` and `npm test` leave them. */
  static async open(): Promise<Arena> {
    const good = await startUpstream();
    const hostile = await startUpstream();
    const upstreams = [good, hostile];
    const directory = mkdtempSync(path.join(tmpdir(), 'heddle-arena-'));
    // The account Postgres runs as passes through it.
    chmodSync(directory, 0o755);
    const probePort = await listeningPort();
    try {
      const heddle = await startHeddle({
        environment: {
          HEDDLE_CONFIG: writeConfiguration(directory, { good: good.origin, hostile: hostile.origin }),
          HEDDLE_ALLOW_PRIVATE_UPSTREAMS: '1',
          HEDDLE_LOG_LEVEL: 'warn',
          HEDDLE_UPSTREAM_FIRST_BYTE_TIMEOUT_MS: String(TIMEOUTS.firstByteMs),
          HEDDLE_UPSTREAM_IDLE_TIMEOUT_MS: String(TIMEOUTS.idleMs),
          HEDDLE_UPSTREAM_TOTAL_TIMEOUT_MS: String(TIMEOUTS.totalMs),
          ATTACK_PROBE_PORT: String(probePort),
          NODE_OPTIONS: `--import=${PROBE}`,
        },
      });
      const arena = new Arena({ heddle, upstreams, directory }, probePort);
      // Attackers and their upstream would be other machines: they get what is left of this one.
      setPriority(hostile.pid, LOWEST_PRIORITY);
      setPriority(LOWEST_PRIORITY);
      await arena.#warmUp();
      return arena;
    } catch (error) {
      await Promise.all(upstreams.map((upstream) => upstream.stop()));
      rmSync(directory, { recursive: true, force: true });
      throw error;
    }
  }

  /** Of the gateway; 127.0.0.1 rather than a name, which might be tried over IPv6 first. */
  get origin(): string {
    return `http://127.0.0.1:${this.heddle.port}`;
  }

  /** Of one of the good tenants. */
  readonly goodKey = goodKey(0);

  /** The gateway's process id. */
  get gatewayPid(): number | undefined {
    return this.#gatewayPid;
  }

  /** Measures while something goes on, and for a moment after. */
  async measure(run: () => Promise<unknown>): Promise<Measured> {
    await this.#noteGateway();
    await this.#good.report();
    const before = this.#gatewayPid;
    const memory = new MemoryWatch(() => this.#gatewayPid);
    await run();
    await delay(500);
    const turns = await this.#askUntilBack();
    this.#gatewayPid = turns.pid;
    return {
      longestTurnMs: turns.longestMs,
      peakResidentBytes: memory.stop(),
      good: await this.#good.report(),
      gatewayEnded: turns.pid !== before,
    };
  }

  /** The gateway's process id, asked anew. */
  async whichGateway(): Promise<number> {
    return (await this.#askUntilBack()).pid;
  }

  /** Resolves when a completion is answered. */
  async untilItAnswers(): Promise<void> {
    const until = Date.now() + BACK_WITHIN_MS;
    const body = JSON.stringify({ model: 'ok', messages: [{ role: 'user', content: 'x' }] });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.goodKey}` };
    while (Date.now() < until) {
      const answered = await fetch(`${this.origin}/v1/chat/completions`, {
        method: 'POST',
        headers,
        body,
      }).then(
        (response) => response.ok,
        () => false,
      );
      if (answered) return;
      await delay(20);
    }
    throw new Error('The gateway did not come back.');
  }

  async close(): Promise<void> {
    await this.#good.stop();
    await Promise.all([this.client.close(), this.neighbour.close()]);
    await this.heddle.stop();
    await Promise.all(this.#upstreams.map((upstream) => upstream.stop()));
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #warmUp(): Promise<void> {
    await delay(3_000);
    await this.#noteGateway();
  }

  /** Forgets what the probe saw before. */
  async #noteGateway(): Promise<void> {
    this.#gatewayPid = (await this.#askUntilBack()).pid;
  }

  async #askUntilBack() {
    const until = Date.now() + BACK_WITHIN_MS;
    for (;;) {
      const turns = await askProbe(this.#probePort);
      if (turns) return turns;
      if (Date.now() > until)
        throw new Error(`The gateway did not come back:\n${this.heddle.output().slice(-4000)}`);
      await delay(100);
    }
  }
}
