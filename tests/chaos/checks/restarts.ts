import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../client/client.ts';
import { type ClientRequest, formats, kinds, makeRequest } from '../client/requests.ts';
import { shapeOf } from '../client/shape.ts';
import { apiKey } from '../stage/configuration.ts';
import { type Gateway, startGateway } from '../stage/gateways.ts';
import { recordsWhen } from '../stage/records.ts';
import type { Stage } from '../stage/stage.ts';
import { holdAgainstJournal, isAccountedFor } from './account.ts';
import { type CheckResult, tally } from './check.ts';

const ACCOUNTED_WITHIN_MS = 60_000;

export interface RestartsOptions {
  restarts: number;
  /** Requests under way all the time. */
  concurrency: number;
}

/** Two gateway processes, replaced one by one under load, as a deployment does it. */
export async function checkRestarts(
  stage: Stage,
  { restarts, concurrency }: RestartsOptions,
): Promise<CheckResult> {
  const since = stage.upstream.mark();
  const fleet = [await startGateway(stage), await startGateway(stage)];
  const load = new SteadyLoad(stage, fleet, concurrency);
  let longestDrainMs = 0;
  try {
    for (let restart = 0; restart < restarts; restart++) {
      const next = await startGateway(stage);
      const old = fleet.shift();
      fleet.push(next);
      const began = performance.now();
      await old?.end('SIGTERM');
      longestDrainMs = Math.max(longestDrainMs, performance.now() - began);
    }
  } finally {
    await load.stop();
    await Promise.all(fleet.map((gateway) => gateway.end('SIGTERM')));
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
    name: `${restarts} rolling restarts under load`,
    outcome: `${answers.length} requests, ${dropped.length} dropped; the longest drain took ${Math.round(longestDrainMs)} ms`,
    broken: [
      ...(dropped.length > 0
        ? [`dropped: ${tally(dropped.map((answer) => `${answer.request.kind} ${described(answer)}`))}`]
        : []),
      ...holdAgainstJournal({ entries, answers, records }),
    ],
    figures: { requests: answers.length, dropped: dropped.length, longestDrainMs: Math.round(longestDrainMs) },
  };
}

function described(answer: Answer): string {
  const shape = shapeOf(answer);
  return shape.is === 'malformed' ? shape.why : String(answer.status);
}

/** Keeps so many requests under way, taking the members of a fleet by turns. */
class SteadyLoad {
  readonly answers: Answer[] = [];
  readonly #stage: Stage;
  readonly #fleet: readonly Gateway[];
  readonly #running: Promise<void>[];
  #stopped = false;
  #sent = 0;

  constructor(stage: Stage, fleet: readonly Gateway[], concurrency: number) {
    this.#stage = stage;
    this.#fleet = fleet;
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
      this.answers.push(await this.#sendTo(number, makeRequest({ model, kind, format, apiKey })));
      await delay(5);
    }
  }

  /** Who finds a door closed goes to the next one, as every load balancer does. */
  async #sendTo(number: number, request: ClientRequest): Promise<Answer> {
    const [first, second] = [this.#fleet.at(number % 2), this.#fleet.at((number + 1) % 2)];
    const answer = await this.#stage.client.send(first?.origin ?? '', request);
    return answer.ended === 'refused' ? this.#stage.client.send(second?.origin ?? '', request) : answer;
  }
}
