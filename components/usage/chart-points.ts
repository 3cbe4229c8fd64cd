import type { Point } from '../charts/series.ts';
import { addsUp, amountOf, type Measure, type Percentile } from './measure.ts';
import type { SeriesEntry, UsagePart } from './use-usage-series';

type Shown = {
  measure: Measure;
  percentile: Percentile;
  whole: readonly SeriesEntry[];
  /** Of the period before, place by place; undefined: it is not shown. */
  before: readonly SeriesEntry[] | undefined;
};

function beforeAt({ measure, percentile, before }: Shown, index: number): Pick<Point, 'before'> {
  const entry = before?.[index];
  return entry ? { before: { time: String(entry.time), value: amountOf(measure, entry, percentile) } } : {};
}

/** The key of what has no series of its own; no model, key, team, channel, provider or endpoint is named so. */
export const restKey = ' rest';

/** The points of a chart with a series for each part, and one for what is in none of them, where things add up. */
export function splitPoints(shown: Shown, parts: readonly UsagePart[]): Point[] {
  const { measure, percentile, whole } = shown;
  return whole.map((entry, index) => {
    const values: Point['values'] = {};
    let rest = amountOf(measure, entry, percentile) ?? 0;
    for (const { value, series } of parts) {
      const part = series?.[index];
      values[value] = part ? amountOf(measure, part, percentile) : null;
      rest -= values[value] ?? 0;
    }
    // Sums of fractions of a dollar leave a dust of their own.
    if (addsUp(measure)) values[restKey] = rest > 1e-9 ? rest : 0;
    return { time: String(entry.time), values, ...beforeAt(shown, index) };
  });
}

/** What makes up each measure where the page splits by day only, in the order of the stack. */
const components = {
  cost: { cost: (entry) => amountOf('cost', entry) },
  requests: {
    succeeded: (entry) => entry.requests - entry.failures,
    failed: (entry) => entry.failures,
  },
  tokens: {
    freshInput: (entry) => entry.inputTokens - entry.cachedInputTokens,
    cachedInput: (entry) => entry.cachedInputTokens,
    output: (entry) => entry.outputTokens,
  },
  failures: { failed: (entry) => entry.failures },
  latency: {
    p50: (entry) => entry.latencyMs?.p50 ?? null,
    p95: (entry) => entry.latencyMs?.p95 ?? null,
    p99: (entry) => entry.latencyMs?.p99 ?? null,
  },
  firstByte: {
    p50: (entry) => entry.firstByteMs?.p50 ?? null,
    p95: (entry) => entry.firstByteMs?.p95 ?? null,
    p99: (entry) => entry.firstByteMs?.p99 ?? null,
  },
} satisfies Record<Measure, Record<string, (entry: SeriesEntry) => number | null>>;

type KeyOfUnion<Union> = Union extends unknown ? keyof Union : never;

export type ComponentKey = KeyOfUnion<(typeof components)[Measure]>;

export function componentsOf(measure: Measure): ComponentKey[] {
  return Object.keys(components[measure]) as ComponentKey[];
}

/** The points of a chart of all usage together, by what makes up its measure. */
export function wholePoints(shown: Shown): Point[] {
  const read = Object.entries<(entry: SeriesEntry) => number | null>(components[shown.measure]);
  return shown.whole.map((entry, index) => ({
    time: String(entry.time),
    values: Object.fromEntries(read.map(([key, amount]) => [key, amount(entry)])),
    ...beforeAt(shown, index),
  }));
}
