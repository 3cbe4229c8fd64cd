import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../client/client.ts';
import { formats, kinds, makeRequest } from '../client/requests.ts';
import { shapeOf } from '../client/shape.ts';
import { apiKey, REDUNDANT_MODEL } from '../stage/configuration.ts';
import { startGateway } from '../stage/gateways.ts';
import type { Stage } from '../stage/stage.ts';
import { type CheckResult, tally } from './check.ts';

/** So much more than the requests may the provider see while it fails everything. */
const MOST_ATTEMPTS = 1.2;
const BACK_WITHIN_MS = 5_000;

export interface OutageOptions {
  seconds: number;
  perSecond: number;
}

/** The provider behind both channels of a model fails everything for a while. */
export async function checkOutage(stage: Stage, { seconds, perSecond }: OutageOptions): Promise<CheckResult> {
  const gateway = await startGateway(stage);
  try {
    // What successes paid in before is part of what may be spent.
    const warmUp = await load(stage, gateway.origin, 2, perSecond);
    const since = stage.upstream.mark();
    stage.upstream.setMode('down');
    const answers = await load(stage, gateway.origin, seconds, perSecond);
    stage.upstream.setMode('serve');
    const attempts = stage.upstream.entries(since).length;
    const ratio = attempts / answers.length;
    const backMs = await untilItAnswers(stage, gateway.origin);
    const shapes = answers.map(shapeOf);
    return {
      name: `the provider is down for ${seconds} s`,
      outcome: `${answers.length} requests (${tally(answers.map(({ status }) => String(status)))}), ${attempts} attempts: ${ratio.toFixed(2)} each; back after ${backMs} ms`,
      broken: [
        warmUp.some((answer) => shapeOf(answer).is !== 'answer') &&
          'not every request was answered before it',
        ratio > MOST_ATTEMPTS && `${ratio.toFixed(2)} attempts a request`,
        shapes.some(({ is }) => is !== 'error') && `answers: ${tally(shapes.map(({ is }) => is))}`,
        backMs > BACK_WITHIN_MS && `back after ${backMs} ms`,
      ].filter((each) => each !== false),
      figures: { requests: answers.length, attempts, ratio, backMs },
    };
  } finally {
    stage.upstream.setMode('serve');
    await gateway.end('SIGTERM');
  }
}

/** As many requests a second whether or not they are answered. */
async function load(stage: Stage, origin: string, seconds: number, perSecond: number): Promise<Answer[]> {
  const sent: Promise<Answer>[] = [];
  const began = performance.now();
  for (let number = 0; number < seconds * perSecond; number++) {
    await delay(Math.max(0, began + (number * 1000) / perSecond - performance.now()));
    sent.push(stage.client.send(origin, redundant(number)));
  }
  return Promise.all(sent);
}

async function untilItAnswers(stage: Stage, origin: string): Promise<number> {
  const began = performance.now();
  for (let number = 0; performance.now() - began < 2 * BACK_WITHIN_MS; number++) {
    const answer = await stage.client.send(origin, redundant(number));
    if (shapeOf(answer).is === 'answer') break;
  }
  return Math.round(performance.now() - began);
}

function redundant(number: number) {
  const kind = kinds[number % kinds.length] ?? 'whole';
  const format = formats[Math.floor(number / kinds.length) % formats.length] ?? 'openai';
  return makeRequest({ model: REDUNDANT_MODEL, kind, format, apiKey });
}
