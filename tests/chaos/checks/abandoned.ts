import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, Client, type Leaving } from '../client/client.ts';
import { formats, type Kind, makeRequest } from '../client/requests.ts';
import { wordsIn } from '../client/shape.ts';
import { apiKey } from '../stage/configuration.ts';
import { type Gateway, startGateway } from '../stage/gateways.ts';
import { type FoundRecord, recordsWhen } from '../stage/records.ts';
import { socketsOf } from '../stage/sockets.ts';
import type { Stage } from '../stage/stage.ts';
import type { JournalEntry } from '../upstream/journal.ts';
import { isAccountedFor } from './account.ts';
import { type CheckResult, percentile } from './check.ts';

const ACCOUNTED_WITHIN_MS = 60_000;
const CONCURRENCY = 50;
const SETTLED_WITHIN_MS = 10_000;
const POLL_MS = 100;
/** Connections that Heddle keeps on purpose: to its database and its provider, idle. */
const KEPT_SOCKETS = 40;

/** When a client leaves. */
interface Stop {
  name: string;
  kind: Kind;
  model: string;
  leaving(): Leaving;
}

const soon = (): Leaving => ({ afterMs: 50 + Math.random() * 350 });

const stops: readonly Stop[] = [
  { name: 'before the head of a stream', kind: 'streamed', model: 'silent', leaving: soon },
  { name: 'before a whole answer', kind: 'whole', model: 'silent', leaving: soon },
  { name: 'while a whole answer is generated', kind: 'whole', model: 'endless', leaving: soon },
  { name: 'at the first word', kind: 'streamed', model: 'endless', leaving: () => ({ afterBytes: 1 }) },
  {
    name: 'in the middle',
    kind: 'streamed',
    model: 'endless',
    leaving: () => ({ afterMs: 300 + Math.random() * 700 }),
  },
  {
    name: 'in the middle of a tool call',
    kind: 'tool call',
    model: 'endless',
    leaving: () => ({ afterMs: 300 + Math.random() * 700 }),
  },
  {
    name: 'about the end',
    kind: 'streamed',
    model: 'slow',
    leaving: () => ({ afterMs: 1_500 + Math.random() * 300 }),
  },
];

export interface AbandonedOptions {
  requests: number;
  /** How soon after its client left the provider may stop. */
  closedWithinMs: number;
}

/** Clients leave at every stage of a request. */
export async function checkAbandoned(
  stage: Stage,
  { requests, closedWithinMs }: AbandonedOptions,
): Promise<CheckResult> {
  const gateway = await startGateway(stage);
  // Of its own: its connections are gone with it.
  const client = new Client();
  try {
    // What is opened once and for all is open by then.
    await client.send(
      gateway.origin,
      makeRequest({ model: 'steady', kind: 'streamed', format: 'openai', apiKey }),
    );
    const socketsBefore = socketsOf(gateway.pid);
    const since = stage.upstream.mark();
    const answers = await leaveAll(client, gateway, requests);
    await client.close();
    const left = await untilSettled(stage, gateway, since);
    const entries = stage.upstream.entries(since);
    const records = await recordsWhen(
      stage.postgres,
      (found) => isAccountedFor({ entries, records: found }),
      ACCOUNTED_WITHIN_MS,
    );
    return judge({ answers, entries, records, left, socketsBefore, closedWithinMs });
  } finally {
    await gateway.end('SIGTERM');
  }
}

/** What is still there when all clients have gone. */
interface Left {
  inFlight: number;
  sockets: number;
  atProvider: number;
}

async function leaveAll(client: Client, gateway: Gateway, requests: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const keepLeaving = async () => {
    while (next < requests) {
      const number = next++;
      const stop = stops[number % stops.length];
      if (!stop) return;
      const format = formats[Math.floor(number / stops.length) % formats.length] ?? 'openai';
      const request = makeRequest({ model: stop.model, kind: stop.kind, format, apiKey });
      answers.push(await client.send(gateway.origin, request, stop.leaving()));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, keepLeaving));
  return answers;
}

async function untilSettled(stage: Stage, gateway: Gateway, since: number): Promise<Left> {
  const until = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const health = await fetch(`${gateway.origin}/api/health`);
    const { requests } = (await health.json()) as { requests: { inFlight: number } };
    const atProvider = stage.upstream.entries(since).filter(({ closedAtMs }) => closedAtMs === null).length;
    const left = { inFlight: requests.inFlight, sockets: socketsOf(gateway.pid), atProvider };
    if ((left.inFlight === 0 && left.atProvider === 0) || Date.now() > until) return left;
    await delay(POLL_MS);
  }
}

interface Found {
  answers: readonly Answer[];
  entries: readonly JournalEntry[];
  records: readonly FoundRecord[];
  left: Left;
  socketsBefore: number;
  closedWithinMs: number;
}

/** What of all that is as it should not be. */
export function judge({
  answers,
  entries,
  records,
  left,
  socketsBefore,
  closedWithinMs,
}: Found): CheckResult {
  const byTag = Map.groupBy(records, ({ tag }) => tag);
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const abandoned = answers.filter(({ ended }) => ended === 'left');
  const closings = abandoned.flatMap((answer) => {
    const entry = entryOf.get(answer.request.id);
    return entry?.closedAtMs ? [entry.closedAtMs - answer.endedAtMs] : [];
  });
  const late = closings.filter((milliseconds) => milliseconds > closedWithinMs).length;
  const missing = entries.filter(({ id }) => !byTag.has(id)).length;
  const twice = entries.filter(({ id }) => (byTag.get(id)?.length ?? 0) > 1).length;
  const wrong = answers.flatMap((answer) => {
    const entry = entryOf.get(answer.request.id);
    const [record] = byTag.get(answer.request.id) ?? [];
    return entry && record ? wrongBill(answer, entry, record) : [];
  });
  const slowestMs = Math.max(0, ...closings);
  return {
    name: `${answers.length} requests abandoned at ${stops.length} stages`,
    outcome: `the provider stopped after ${percentile(closings, 0.5)} ms (half), ${slowestMs} ms (all); ${left.sockets} sockets, ${socketsBefore} before`,
    broken: [
      late > 0 && `the provider went on for more than ${closedWithinMs} ms, ${late} times`,
      left.atProvider > 0 && `${left.atProvider} requests are still open at the provider`,
      left.inFlight > 0 && `${left.inFlight} requests are still in flight`,
      left.sockets > socketsBefore + KEPT_SOCKETS && `${left.sockets} sockets, ${socketsBefore} before`,
      missing > 0 && `${missing} left no record`,
      twice > 0 && `${twice} left more than one record`,
      wrong.length > 0 && `${wrong.length} wrongly billed, e.g. ${wrong[0]}`,
    ].filter((each) => each !== false),
    figures: { requests: answers.length, slowestMs, sockets: left.sockets, socketsBefore },
  };
}

/**
 * What a client read is billed, and nothing that was not generated; of a whole answer that was not waited for, of which
 * nobody knows how far it came, the prompt.
 */
function wrongBill(answer: Answer, entry: JournalEntry, record: FoundRecord): string[] {
  const { kind } = answer.request;
  const billed = record.outputTokens;
  const what = `${kind}: ${wordsIn(answer.text)} read, ${billed} billed, ${entry.tokens} generated`;
  if (kind === 'whole' && answer.ended === 'left') {
    return billed === 0 && record.inputTokens > 0 ? [] : [`${what}, ${record.inputTokens} of the prompt`];
  }
  return billed >= wordsIn(answer.text) && billed <= entry.tokens ? [] : [what];
}
