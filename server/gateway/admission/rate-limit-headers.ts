import type { DialectName } from '../../canonical/dialect-name.ts';
import type { Reading } from '../../store/admission.ts';
import type { LimitMeter } from '../../store/rules.ts';
import type { Standing } from './admitted.ts';

/** The tightest of several limits. */
interface Tightest {
  limit: number;
  reading: Reading;
}

/** What a vendor counts in its headers, and the limits that stand for it. */
interface Counted {
  meters: readonly LimitMeter[];
  limit: string;
  remaining: string;
  reset: string;
}

const ofOpenAi = [
  openAi('requests', ['requests']),
  openAi('tokens', ['tokens', 'input_tokens', 'output_tokens']),
];
const ofAnthropic = [
  anthropic('requests', ['requests']),
  anthropic('tokens', ['tokens']),
  anthropic('input-tokens', ['input_tokens']),
  anthropic('output-tokens', ['output_tokens']),
];

function openAi(counted: string, meters: readonly LimitMeter[]): Counted {
  const name = (what: string) => `x-ratelimit-${what}-${counted}`;
  return { meters, limit: name('limit'), remaining: name('remaining'), reset: name('reset') };
}

function anthropic(counted: string, meters: readonly LimitMeter[]): Counted {
  const name = (what: string) => `anthropic-ratelimit-${counted}-${what}`;
  return { meters, limit: name('limit'), remaining: name('remaining'), reset: name('reset') };
}

/** Adds how limits stand as the clients of the format read it, and takes out what an upstream said of its own. */
export function addRateLimits(
  headers: Record<string, string>,
  dialect: DialectName,
  standing: Standing | null,
): void {
  if (!standing) return;
  for (const name in headers) {
    if (name.startsWith('x-ratelimit-') || name.startsWith('anthropic-ratelimit-')) delete headers[name];
  }
  if (dialect === 'anthropic-messages') addAnthropic(headers, standing);
  else addOpenAi(headers, standing);
}

function addOpenAi(headers: Record<string, string>, standing: Standing): void {
  for (const counted of ofOpenAi) {
    const tightest = tightestOf(standing, counted.meters);
    if (!tightest) continue;
    headers[counted.limit] = String(tightest.limit);
    headers[counted.remaining] = remaining(tightest);
    headers[counted.reset] = duration(tightest.reading.resetMs ?? 0);
  }
}

function addAnthropic(headers: Record<string, string>, standing: Standing): void {
  for (const counted of ofAnthropic) {
    const tightest = tightestOf(standing, counted.meters);
    if (!tightest) continue;
    // To the second, as Anthropic has it, and no sooner than it is true.
    const resetAt = Math.ceil((Date.now() + (tightest.reading.resetMs ?? 0)) / SECOND_MS) * SECOND_MS;
    headers[counted.limit] = String(tightest.limit);
    headers[counted.remaining] = remaining(tightest);
    headers[counted.reset] = `${new Date(resetAt).toISOString().slice(0, 19)}Z`;
  }
}

function tightestOf({ limits, readings }: Standing, meters: readonly LimitMeter[]): Tightest | null {
  let tightest: Tightest | null = null;
  for (let index = 0; index < limits.length; index++) {
    const rule = limits[index]?.rule;
    const reading = readings[index];
    if (!rule || !reading || !meters.includes(rule.meter)) continue;
    if (!tightest || reading.remaining < tightest.reading.remaining)
      tightest = { limit: rule.amount, reading };
  }
  return tightest;
}

function remaining({ reading }: Tightest): string {
  return String(Math.max(0, Math.floor(reading.remaining)));
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** As OpenAI writes durations: `20ms`, `1s`, `6m0s`, `1h0m0s`. */
function duration(milliseconds: number): string {
  const ms = Math.ceil(milliseconds);
  if (ms < SECOND_MS) return `${ms}ms`;
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const seconds = (ms % MINUTE_MS) / SECOND_MS;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
