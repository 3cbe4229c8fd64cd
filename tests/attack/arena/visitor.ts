// The good tenants: a steady pace of small requests, and now and then a stream of 100 KB, from a process of its own, so
// that what it measures is Heddle and not whoever attacks. The pace does not wait for answers.

import { Pool } from 'undici';
import { isVisitMessage, type VisitOrder, type VisitReport } from './visit-messages.ts';

/** Every tenth visit is a stream. */
const STREAM_EVERY = 10;
const TOO_LATE_MS = 30_000;

const messages = [{ role: 'user', content: 'What does a heddle do?' }];
const small = JSON.stringify({ model: 'ok', messages });
const streamed = JSON.stringify({ model: 'stream-100k', stream: true, messages });

let latencies: number[] = [];
let failures: Record<string, number> = {};

function visit(pool: Pool, apiKey: string, body: string): void {
  const began = performance.now();
  let status = 0;
  let tail = '';
  const over = (outcome: string | null) => {
    clearTimeout(tooLate);
    latencies.push(performance.now() - began);
    if (outcome !== null) failures[outcome] = (failures[outcome] ?? 0) + 1;
  };
  const abort = new AbortController();
  const tooLate = setTimeout(() => abort.abort(new Error('too late')), TOO_LATE_MS);
  pool.dispatch(
    {
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body,
    },
    {
      onRequestStart(controller) {
        abort.signal.addEventListener('abort', () => controller.abort(abort.signal.reason as Error));
      },
      onResponseStart(_controller, code) {
        status = code;
      },
      onResponseData(_controller, chunk) {
        tail = (tail + chunk.toString('latin1')).slice(-64);
      },
      onResponseEnd() {
        const isWhole = body === small ? tail.endsWith('}') : tail.includes('[DONE]');
        if (status !== 200) over(String(status));
        else over(isWhole ? null : 'broke off');
      },
      onResponseError(_controller, error) {
        over('code' in error ? String(error.code) : error.message);
      },
    },
  );
}

function start({ origin, apiKeys, perSecond }: VisitOrder): void {
  const pool = new Pool(origin, { connections: 256, pipelining: 1 });
  const began = performance.now();
  let sent = 0;
  setInterval(() => {
    const due = ((performance.now() - began) / 1000) * perSecond;
    for (; sent < due; sent++) {
      visit(pool, apiKeys[sent % apiKeys.length] ?? '', sent % STREAM_EVERY === 0 ? streamed : small);
    }
  }, 5);
}

function report(): VisitReport {
  const sorted = latencies.toSorted((one, other) => one - other);
  const percentile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const told: VisitReport = {
    type: 'visits',
    visits: sorted.length,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    failures,
  };
  latencies = [];
  failures = {};
  return told;
}

process.on('message', (message) => {
  if (isVisitMessage(message, 'visit')) start(message);
  else if (isVisitMessage(message, 'report')) process.send?.(report());
});
process.on('disconnect', () => process.exit());
