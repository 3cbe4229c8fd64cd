// The load generator: keeps a fixed number of requests in flight for as long as it is told, and reports.

import { Pool } from 'undici';
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

/** Resolves with whether a complete answer of status 200 came. */
function send(pool: Pool, order: LoadOrder, body: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    let status = 0;
    pool.dispatch(
      { method: 'POST', path: order.path, headers: order.headers, body },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_, code) => {
          status = code;
        },
        onResponseData: () => undefined,
        onResponseEnd: () => resolve(status === 200),
        onResponseError: () => resolve(false),
      },
    );
  });
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const pool = poolOf(order.origin);
  const body = Buffer.from(order.body, order.bodyEncoding);
  const latencies: number[] = [];
  let failures = 0;
  const began = performance.now();
  const until = began + order.durationMs;
  const keepSending = async () => {
    for (let now = performance.now(); now < until; now = performance.now()) {
      if (!(await send(pool, order, body))) failures += 1;
      latencies.push(performance.now() - now);
    }
  };
  await Promise.all(Array.from({ length: order.concurrency }, keepSending));
  const elapsedMs = performance.now() - began;
  latencies.sort((one, other) => one - other);
  const percentile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    type: 'loaded',
    requests: latencies.length,
    failures,
    elapsedMs,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
  };
}

process.on('message', async (message) => {
  if (isBenchMessage(message, 'load')) tellBench(await run(message));
});
process.on('disconnect', () => process.exit());
