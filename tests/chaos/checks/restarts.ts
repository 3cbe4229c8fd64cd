import { setTimeout as delay } from 'node:timers/promises';
import { gatewaysOf } from '../../support/heddle-processes.ts';
import type { Answer } from '../client/client.ts';
import { formats, kinds, makeRequest } from '../client/requests.ts';
import { shapeOf } from '../client/shape.ts';
import { apiKey } from '../stage/configuration.ts';
import { recordsWhen } from '../stage/records.ts';
import type { Stage } from '../stage/stage.ts';
import { startSupervised } from '../stage/supervised.ts';
import { holdAgainstJournal, isAccountedFor } from './account.ts';
import { type CheckResult, tally } from './check.ts';

const ACCOUNTED_WITHIN_MS = 60_000;
/** Of a whole round; a gateway that does not come up is given a minute. */
const REPLACED_WITHIN_MS = 90_000;
const POLL_MS = 50;

export interface RestartsOptions {
  /** Each process is replaced so many times. */
  rounds: number;
  processes: number;
  /** Requests under way all the time. */
  concurrency: number;
}

/** The gateway processes of a whole Heddle are replaced one by one (SIGHUP) under load, again and again. */
export async function checkRestarts(
  stage: Stage,
  { rounds, processes, concurrency }: RestartsOptions,
): Promise<CheckResult> {
  const since = stage.upstream.mark();
  const scene = await startSupervised(stage, { HEDDLE_GATEWAY_PROCESSES: String(processes) });
  const load = new SteadyLoad(stage, scene.origin, concurrency);
  let longestRoundMs = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const old = gatewaysOf(stage.home);
      scene.heddle.process.kill('SIGHUP');
      await untilReplaced(stage.home, old);
      longestRoundMs = Math.max(longestRoundMs, performance.now() - began);
    }
  } finally {
    await load.stop();
    await scene.heddle.stop({ keepHome: true });
  }
  const { answers } = load;
  const entries = stage.upstream.entries(since);
  const records = await recordsWhen(
    stage.postgres,
    (found) => isAccountedFor({ entries, records: found }),
    ACCOUNTED_WITHIN_MS,
  );
  const dropped = answers.filter((answer) => shapeOf(answer).is !== 'answer');
  return {
    name: `${rounds * processes} rolling restarts under load`,
    outcome: `${answers.length} requests, ${dropped.length} dropped; the longest round of ${processes} took ${Math.round(longestRoundMs)} ms`,
    broken: [
      ...(dropped.length > 0 ? [`dropped: ${tally(dropped.map(describe))}`] : []),
      ...holdAgainstJournal({ entries, answers, records }),
    ],
    figures: {
      requests: answers.length,
      dropped: dropped.length,
      longestRoundMs: Math.round(longestRoundMs),
    },
  };
}

/** Resolves when others serve in their places, and they are gone. */
async function untilReplaced(home: string, old: readonly number[]): Promise<void> {
  const until = Date.now() + REPLACED_WITHIN_MS;
  for (;;) {
    await delay(POLL_MS);
    const now = gatewaysOf(home);
    if (now.length === old.length && !now.some((pid) => old.includes(pid))) break;
    if (Date.now() > until) throw new Error(`Of gateway processes ${old}, ${now} are there still or again.`);
  }
  // The supervisor has to notice too that the round is over.
  await delay(POLL_MS);
}

function describe(answer: Answer): string {
  const shape = shapeOf(answer);
  return `${answer.request.kind} ${shape.is === 'malformed' ? shape.why : answer.status}`;
}

/** Keeps so many requests under way. */
class SteadyLoad {
  readonly answers: Answer[] = [];
  readonly #stage: Stage;
  readonly #origin: string;
  readonly #running: Promise<void>[];
  #stopped = false;
  #sent = 0;

  constructor(stage: Stage, origin: string, concurrency: number) {
    this.#stage = stage;
    this.#origin = origin;
    this.#running = Array.from({ length: concurrency }, () => this.#keepSending());
  }

  /** Resolves when what is under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  async #keepSending(): Promise<void> {
    while (!this.#stopped) {
      const number = this.#sent++;
      const kind = kinds[number % kinds.length] ?? 'whole';
      const format = formats[Math.floor(number / kinds.length) % formats.length] ?? 'openai';
      const model = number % 4 === 0 ? 'slow' : 'steady';
      const request = makeRequest({ model, kind, format, apiKey });
      this.answers.push(await this.#stage.client.send(this.#origin, request));
      await delay(5);
    }
  }
}
