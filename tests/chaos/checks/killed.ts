import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../client/client.ts';
import { formats, makeRequest } from '../client/requests.ts';
import { apiKey } from '../stage/configuration.ts';
import { startGateway } from '../stage/gateways.ts';
import { recordsWhen } from '../stage/records.ts';
import type { Stage } from '../stage/stage.ts';
import { holdAgainstJournal, isAccountedFor } from './account.ts';
import { type CheckResult, tally } from './check.ts';

/** How soon after its process died a request has its record. */
const RECONCILED_WITHIN_MS = 60_000;
const ALL_SENT_WITHIN_MS = 5_000;
const POLL_MS = 10;
/** At a moment nobody chose, in milliseconds. */
const ANY_MOMENT_MS = 400;

export interface KilledOptions {
  kills: number;
  inFlight: number;
}

/** `kill -9` of a gateway process, again and again, while requests are under way, whole and streamed. */
export async function checkKilled(stage: Stage, { kills, inFlight }: KilledOptions): Promise<CheckResult> {
  const since = stage.upstream.mark();
  const answers: Answer[] = [];
  let gateway = await startGateway(stage);
  try {
    for (let kill = 0; kill < kills; kill++) {
      const sent = Array.from({ length: inFlight }, (_, number) => {
        const format = formats[number % formats.length] ?? 'openai';
        const kind = number % 2 === 0 ? 'whole' : 'streamed';
        return stage.client.send(gateway.origin, makeRequest({ model: 'slow', kind, format, apiKey }));
      });
      // It has taken over by the time the other is gone.
      const next = startGateway(stage);
      await underWay(stage, inFlight);
      await delay(Math.random() * ANY_MOMENT_MS);
      await gateway.end('SIGKILL');
      answers.push(...(await Promise.all(sent)));
      gateway = await next;
    }
    const began = performance.now();
    const entries = stage.upstream.entries(since);
    const records = await recordsWhen(
      stage.postgres,
      (found) => isAccountedFor({ entries, records: found }),
      RECONCILED_WITHIN_MS,
    );
    const ids = new Set(entries.map(({ id }) => id));
    const found = records.filter(({ tag }) => ids.has(tag));
    const afterMs = Math.round(performance.now() - began);
    return {
      name: `kill -9 of the gateway, ${kills} times with ${inFlight} requests in flight`,
      outcome: `${ids.size} requests at the provider; ${tally(found.map(({ endedBy }) => endedBy))}; last reconciled within ${afterMs} ms`,
      broken: holdAgainstJournal({ entries, answers, records }),
      figures: { requests: answers.length, exchanges: entries.length, records: found.length, afterMs },
    };
  } finally {
    await gateway.end('SIGTERM');
  }
}

/** Resolves when so many requests are with the provider at once. */
async function underWay({ proxies }: Stage, count: number): Promise<void> {
  const until = Date.now() + ALL_SENT_WITHIN_MS;
  while (proxies.upstream.links < count && Date.now() < until) await delay(POLL_MS);
}
