import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../client/client.ts';
import { formats, type Kind, kinds, makeRequest } from '../client/requests.ts';
import { shapeOf } from '../client/shape.ts';
import type { Fault, Scene } from '../faults/fault.ts';
import { apiKey } from '../stage/configuration.ts';
import { SLACK_MS, TIMEOUTS } from '../stage/stage.ts';
import { type CheckResult, tally } from './check.ts';

/** A client has its answer by then, whatever happens. */
const DEADLINE_MS = TIMEOUTS.totalMs + SLACK_MS;
/** How soon after a fault everything is as it was before. */
const BACK_WITHIN_MS = 5_000;
const GIVE_UP_MS = 30_000;
/** Requests that are under way when it strikes, of each kind. */
const UNDER_WAY = 3;
const EVERY_MS = 200;
const POLL_MS = 50;
/** So many times in a row. */
const NORMAL = 3;

export interface StrikeOptions {
  /** How long requests keep coming while the fault lasts. */
  comingMs: number;
  /** How much later everything may be because the machine is busy with something else. */
  busyMs: number;
}

/** Lets a fault strike while requests of every kind and format are under way and keep coming. */
export async function strike(
  scene: Scene,
  fault: Fault,
  { comingMs, busyMs }: StrikeOptions,
): Promise<{ result: CheckResult; answers: Answer[] }> {
  const { name } = fault;
  const missing = fault.missing?.(scene.stage);
  if (missing)
    return { result: { name, outcome: '', broken: [], skipped: missing, figures: {} }, answers: [] };
  await untilNormal(scene, GIVE_UP_MS);
  const sent: Promise<Answer>[] = [];
  for (let number = 0; number < UNDER_WAY; number++) sent.push(...ofEveryKind(scene, 'slow', number));
  await delay(EVERY_MS);
  const struckAtMs = Date.now();
  const end = await fault.strike(scene);
  let answers: Answer[];
  try {
    for (let round = 0; Date.now() < struckAtMs + comingMs; round++) {
      sent.push(...ofEveryKind(scene, 'steady', round));
      await delay(EVERY_MS);
    }
    answers = await Promise.all(sent);
  } finally {
    await end();
  }
  const back = await untilNormal(scene, GIVE_UP_MS);
  const broken = [
    ...answers.flatMap((answer) => judge(answer, fault, struckAtMs, DEADLINE_MS + busyMs)),
    ...(back.afterMs > BACK_WITHIN_MS
      ? [`normal service came back after ${Math.round(back.afterMs)} ms`]
      : []),
  ];
  const outcome = kinds.map((kind) => `${kind}: ${outcomeOf(answers, kind)}`).join('; ');
  const slowest = Math.max(...answers.map(({ sentAtMs, endedAtMs }) => endedAtMs - sentAtMs));
  return {
    result: {
      name,
      outcome: `${outcome}; slowest ${slowest} ms; normal after ${Math.round(back.afterMs)} ms`,
      broken: [...new Set(broken)],
      figures: { requests: answers.length, slowestMs: slowest, normalAfterMs: Math.round(back.afterMs) },
    },
    answers: [...answers, ...back.answers],
  };
}

/** What is wrong with an answer under a fault: too late, or not in its client's words. */
export function judge(
  answer: Answer,
  { mayLose }: Pick<Fault, 'mayLose'>,
  struckAtMs: number,
  deadlineMs: number,
): string[] {
  const { request, sentAtMs, endedAtMs } = answer;
  const what = `${request.kind}, ${request.format}`;
  const shape = shapeOf(answer);
  const broken: string[] = [];
  if (endedAtMs - sentAtMs > deadlineMs) broken.push(`${what}: no answer within ${deadlineMs} ms`);
  if (shape.is === 'malformed' && !mayLose?.(answer, struckAtMs)) broken.push(`${what}: ${shape.why}`);
  return broken;
}

function outcomeOf(answers: readonly Answer[], kind: Kind): string {
  const ofKind = answers.filter(({ request }) => request.kind === kind);
  return tally(
    ofKind.map((answer) => {
      const { is } = shapeOf(answer);
      if (is === 'malformed') return answer.ended;
      return is === 'error' && answer.status === 200 ? 'error in the stream' : String(answer.status);
    }),
  );
}

function ofEveryKind({ stage, origin }: Scene, model: string, round: number): Promise<Answer>[] {
  return kinds.map((kind, place) => {
    const format = formats[(round + place) % formats.length] ?? 'openai';
    return stage.client.send(origin, makeRequest({ model, kind, format, apiKey }));
  });
}

/** Asks until all kinds are answered as they should be, several times in a row. */
async function untilNormal(scene: Scene, withinMs: number): Promise<{ afterMs: number; answers: Answer[] }> {
  const began = performance.now();
  const answers: Answer[] = [];
  let since = 0;
  let inARow = 0;
  for (let round = 0; inARow < NORMAL; round++) {
    const askedAt = performance.now();
    if (askedAt - began > withinMs) return { afterMs: withinMs, answers };
    const found = await Promise.all(ofEveryKind(scene, 'steady', round));
    answers.push(...found);
    const isNormal = found.every((answer) => shapeOf(answer).is === 'answer');
    if (isNormal && inARow === 0) since = askedAt;
    inARow = isNormal ? inARow + 1 : 0;
    if (!isNormal) await delay(POLL_MS);
  }
  return { afterMs: since - began, answers };
}
