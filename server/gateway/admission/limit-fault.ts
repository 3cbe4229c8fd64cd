import { Fault } from '../../canonical/fault.ts';
import type { Meter, Reading } from '../../store/admission.ts';
import type { LimitMeter, LimitRule } from '../../store/rules.ts';

const units: Readonly<Record<LimitMeter, string>> = {
  requests: 'requests',
  tokens: 'tokens',
  input_tokens: 'input tokens',
  output_tokens: 'output tokens',
  concurrency: 'requests at the same time',
};
/** Places come free when requests end, most of which take seconds. */
const CONCURRENCY_RETRY_MS = 1_000;

const numbers = new Intl.NumberFormat('en-US');

/**
 * What a client is told that a limit has no room for: which, whose, and when it frees.
 * @param holder whose limit it is
 * @param retryAfterMs until all that was asked for may fit; null where it never will
 */
export function limitFault(
  rule: LimitRule,
  holder: string,
  meter: Meter,
  reading: Reading | undefined,
  retryAfterMs: number | null,
): Fault {
  const most = `${numbers.format(rule.amount)} ${units[rule.meter]}${rule.per === null ? '' : ` per ${rule.per}`}`;
  const said = `Rate limit reached: ${holder} may have ${most}`;
  if (rule.meter === 'concurrency') {
    return new Fault('rate_limited', `${said}. Try again when one of them is over.`, {
      retryAfterMs: CONCURRENCY_RETRY_MS,
    });
  }
  const needs = `this request needs ${rule.meter === 'requests' ? '' : 'about '}${numbers.format(meter.amount)}`;
  if (meter.amount > rule.amount) {
    return new Fault('rate_limited', `${said}, and ${needs}, which is more than that.`);
  }
  const left = numbers.format(Math.max(0, Math.floor(reading?.remaining ?? 0)));
  const waitMs = retryAfterMs ?? reading?.resetMs ?? CONCURRENCY_RETRY_MS;
  const words = rule.meter === 'requests' ? '' : `, of which ${left} are left, and ${needs}`;
  return new Fault('rate_limited', `${said}${words}. Try again in ${seconds(waitMs)} s.`, {
    retryAfterMs: waitMs,
  });
}

function seconds(milliseconds: number): string {
  return milliseconds < 1_000
    ? (Math.ceil(milliseconds / 10) / 100).toString()
    : String(Math.ceil(milliseconds / 1_000));
}
