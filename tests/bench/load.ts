// The load generator: keeps a number of requests in flight, or begins them at a rate, for as long as it is told, and
// reports.

import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { fleetKey } from './fleet-key.ts';
import { isBenchMessage, type LoadOrder, type LoadReport, tellBench } from './messages.ts';

const pools = new Map<string, Pool>();

function poolOf(origin: string): Pool {
  let pool = pools.get(origin);
  if (pool === undefined) {
    pool = new Pool(origin, { connections: 1024, pipelining: 1, keepAliveTimeout: 60_000 });
    pools.set(origin, pool);
  }
  return pool;
}

class Load {
  readonly #pool: Pool;
  readonly #order: LoadOrder;
  readonly #body: Buffer;
  readonly #latencies: number[] = [];
  #begun = 0;
  #failures = 0;

  constructor(order: LoadOrder) {
    this.#pool = poolOf(order.origin);
    this.#order = order;
    this.#body = Buffer.from(order.body, order.bodyEncoding);
  }

  async run(): Promise<LoadReport> {
    const began = performance.now();
    await (this.#order.perSecond === undefined ? this.#keepBusy(began) : this.#keepPace(began));
    const elapsedMs = performance.now() - began;
    const sorted = this.#latencies.sort((one, other) => one - other);
    const percentile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    return {
      type: 'loaded',
      requests: sorted.length,
      failures: this.#failures,
      elapsedMs,
      p50Ms: percentile(0.5),
      p99Ms: percentile(0.99),
    };
  }

  async #keepBusy(began: number): Promise<void> {
    const { concurrency, durationMs, requests = Number.POSITIVE_INFINITY } = this.#order;
    const sendOneByOne = async () => {
      for (let now = performance.now(); now < began + durationMs; now = performance.now()) {
        if (this.#begun >= requests) return;
        await this.#send(now);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, sendOneByOne));
  }

  async #keepPace(began: number): Promise<void> {
    const { concurrency, durationMs, perSecond = 1 } = this.#order;
    const spacingMs = 1000 / perSecond;
    const inFlight = new Set<Promise<void>>();
    for (let due = began; due < began + durationMs; ) {
      for (const now = performance.now(); due <= now && due < began + durationMs; due += spacingMs) {
        if (inFlight.size >= concurrency) {
          // So far behind that the server cannot keep this pace: each that was not even sent is a failure.
          this.#failures += 1;
          continue;
        }
        const sent: Promise<void> = this.#send(due).finally(() => inFlight.delete(sent));
        inFlight.add(sent);
      }
      await delay(1);
    }
    await Promise.all(inFlight);
  }

  /** @param since the moment its time counts from */
  async #send(since: number): Promise<void> {
    const number = this.#begun++;
    const { abandoned = 0, keys } = this.#order;
    const givesUp = Math.floor((number + 1) * abandoned) > Math.floor(number * abandoned);
    const headers =
      keys === undefined
        ? this.#order.headers
        : { ...this.#order.headers, authorization: `Bearer ${fleetKey(number % keys)}` };
    if (!(await this.#ask(headers, givesUp))) this.#failures += 1;
    this.#latencies.push(performance.now() - since);
  }

  /** Resolves with whether a complete answer of status 200 came, or as much of one as was wanted. */
  #ask(headers: Record<string, string>, givesUp: boolean): Promise<boolean> {
    return new Promise((resolve) => {
      let status = 0;
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart: () => undefined,
        onResponseStart: (_, code) => {
          status = code;
        },
        onResponseData: (controller) => {
          if (givesUp) controller.abort(new Error('Given up.'));
        },
        onResponseEnd: () => resolve(status === 200),
        onResponseError: () => resolve(givesUp && status === 200),
      };
      this.#pool.dispatch({ method: 'POST', path: this.#order.path, headers, body: this.#body }, handler);
    });
  }
}

process.on('message', async (message) => {
  if (isBenchMessage(message, 'load')) tellBench(await new Load(message).run());
});
process.on('disconnect', () => process.exit());
