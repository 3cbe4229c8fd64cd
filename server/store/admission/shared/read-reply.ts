import { type AdmissionAnswer, AdmissionAway, type Meter, type Reading } from '../../admission.ts';
import { bucketReading, bucketRetryMs } from '../arithmetic/bucket.ts';
import { budgetReading, budgetRetryMs } from '../arithmetic/budget.ts';
import { CONCURRENCY_RETRY_MS, concurrencyReading } from '../arithmetic/concurrency.ts';
import { latestRetry } from '../arithmetic/latest-retry.ts';
import { type WindowState, windowReading, windowRetryMs } from '../arithmetic/window.ts';

/** What the script says of one meter: see `take` in admission-script.ts. */
interface MeterReply {
  verdict: string;
  current: string;
  other: number;
  mark: string;
}

const FIELDS = 4;

/** What `take` or `read` of the script returned. @throws AdmissionAway when it is no such reply */
export function readReply(
  reply: unknown,
  meters: readonly Meter[],
): { answer: AdmissionAnswer; readings: Reading[]; marks: string[] } {
  if (!Array.isArray(reply) || reply.length !== 2 + FIELDS * meters.length) {
    throw new AdmissionAway('The shared counters gave an answer that is none of the script');
  }
  const [outcome, now, ...fields] = reply.map(String);
  const nowMs = Number(now);
  const replies = meters.map((_, index) => meterReply(fields.slice(FIELDS * index, FIELDS * (index + 1))));
  const readings = meters.map((meter, index) => readingOf(meter, replies[index] as MeterReply, nowMs));
  const marks = replies.map(({ mark }) => mark);
  const of = (verdict: string) =>
    meters.flatMap((_, index) => (replies[index]?.verdict === verdict ? [index] : []));
  if (outcome === 'admitted') return { answer: { outcome, readings }, readings, marks };
  if (outcome === 'unknown') return { answer: { outcome, unknown: of('unknown') }, readings, marks };
  const refused = of('refused');
  const retryAfterMs = latestRetry(
    refused.map((index) => retryOf(meters[index] as Meter, replies[index] as MeterReply, nowMs)),
  );
  return { answer: { outcome: 'refused', refused, readings, retryAfterMs }, readings, marks };
}

function meterReply([verdict = '', current = '', other = '', mark = '']: string[]): MeterReply {
  return { verdict, current, other: Number(other), mark };
}

function readingOf(meter: Meter, reply: MeterReply, nowMs: number): Reading {
  const current = Number(reply.current);
  switch (meter.kind) {
    case 'window':
      return windowReading(windowState(reply), meter.limit, meter.periodMs, nowMs);
    case 'bucket':
      return bucketReading(current, meter.limit, meter.periodMs);
    case 'concurrency':
      return concurrencyReading(current, meter.limit);
    case 'budget':
      return budgetReading(reply.current === '' ? undefined : current, reply.other, meter, nowMs);
  }
}

function retryOf(meter: Meter, reply: MeterReply, nowMs: number): number | null {
  switch (meter.kind) {
    case 'window':
      return windowRetryMs(windowState(reply), meter, nowMs);
    case 'bucket':
      return bucketRetryMs(Number(reply.current), meter);
    case 'concurrency':
      return meter.limit < 1 ? null : CONCURRENCY_RETRY_MS;
    case 'budget':
      return budgetRetryMs(Number(reply.current), meter, nowMs);
  }
}

function windowState({ current, other, mark }: MeterReply): WindowState {
  return { index: Number(mark), current: Number(current), previous: other };
}
