import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../client/client.ts';
import { type Kind, makeRequest } from '../client/requests.ts';
import { shapeOf } from '../client/shape.ts';
import { METERED_NANO_USD, METERED_TOKENS, meteredKey, PAID_REQUESTS } from '../stage/configuration.ts';
import { startGateway } from '../stage/gateways.ts';
import { recordsWhen } from '../stage/records.ts';
import type { Stage } from '../stage/stage.ts';
import { isAccountedFor } from './account.ts';
import { type CheckResult, tally } from './check.ts';

const ACCOUNTED_WITHIN_MS = 60_000;
const PROCESSES = 2;
/** Long enough for everybody to be served, however busy the machine is: what is asked here is how many. */
const PATIENCE = {
  HEDDLE_COUNTERS_TIMEOUT_MS: '10000',
  HEDDLE_UPSTREAM_FIRST_BYTE_TIMEOUT_MS: '60000',
  HEDDLE_UPSTREAM_IDLE_TIMEOUT_MS: '60000',
  HEDDLE_UPSTREAM_TOTAL_TIMEOUT_MS: '60000',
};
/** Refusals for want of room, after which clients' libraries try again. */
const COME_AGAIN: ReadonlySet<number> = new Set([429, 503]);
const MOST_TRIES = 30;
const PAUSE_MS = 500;

export interface BudgetOptions {
  /** All at once. */
  requests: number;
}

/** A budget for so many requests, many times as many at once, two gateway processes that have seen none of it before. */
export async function checkBudget(stage: Stage, { requests }: BudgetOptions): Promise<CheckResult> {
  const name = `a budget for ${PAID_REQUESTS} requests, ${requests} at once, ${PROCESSES} processes`;
  if (!stage.redis) {
    const skipped = 'there is no redis-server on this machine, and processes share a budget through it';
    return { name, outcome: '', broken: [], skipped, figures: {} };
  }
  const since = stage.upstream.mark();
  const gateways = await Promise.all(Array.from({ length: PROCESSES }, () => startGateway(stage, PATIENCE)));
  try {
    const answers = await Promise.all(
      Array.from({ length: requests }, (_, number) => {
        const gateway = gateways[number % gateways.length];
        return untilDecided(stage, gateway?.origin ?? '', number % 4 < 2 ? 'whole' : 'streamed');
      }),
    );
    const entries = stage.upstream.entries(since);
    const all = await recordsWhen(
      stage.postgres,
      (found) => isAccountedFor({ entries, records: found }),
      ACCOUNTED_WITHIN_MS,
    );
    const sent = new Set(answers.map(({ request }) => request.id));
    const records = all.filter(({ tag }) => sent.has(tag));
    const paid = answers.filter((answer) => shapeOf(answer).is === 'answer').length;
    const spent = records.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0);
    const malformed = answers.map(shapeOf).filter(({ is }) => is === 'malformed').length;
    return {
      name,
      outcome: `${tally(answers.map(described))}; ${entries.length} reached the provider; ${spent} nano-dollars spent`,
      broken: [
        paid !== PAID_REQUESTS && `${paid} were answered`,
        entries.length !== PAID_REQUESTS && `${entries.length} reached the provider`,
        spent !== PAID_REQUESTS * METERED_NANO_USD && `${spent} nano-dollars spent`,
        malformed > 0 && `${malformed} got neither an answer nor an error of their format`,
      ].filter((each) => each !== false),
      figures: { requests, paid, exchanges: entries.length, spentNanoUsd: spent },
    };
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.end('SIGTERM')));
  }
}

function described({ status, text }: Answer): string {
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  return status === 200 || code === undefined ? String(status) : `${status} ${code}`;
}

/** Asks, and asks again while there is no room: a budget is not what refuses then. */
async function untilDecided(stage: Stage, origin: string, kind: Kind): Promise<Answer> {
  const wish = { model: 'metered', kind, format: 'openai', apiKey: meteredKey } as const;
  for (let tries = 1; ; tries++) {
    const answer = await stage.client.send(origin, makeRequest({ ...wish, maxTokens: METERED_TOKENS }));
    if (!COME_AGAIN.has(answer.status) || tries === MOST_TRIES) return answer;
    await delay(PAUSE_MS * (0.5 + Math.random()));
  }
}
