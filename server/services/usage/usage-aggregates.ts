import { Prisma } from '../../platform/db/prisma.ts';

/** Whole numbers that add up, and how a group of usage records comes to each. */
const counters = {
  requests: 'count(*)',
  failures: 'count(error_code)',
  input_tokens: 'sum(input_tokens)',
  cached_input_tokens: 'sum(cached_input_tokens)',
  cache_write_tokens: 'sum(cache_write_tokens)',
  output_tokens: 'sum(output_tokens)',
  reasoning_tokens: 'sum(reasoning_tokens)',
  cost_nano_usd: 'sum(cost_nano_usd)',
  unpriced_requests: 'count(*) filter (where price_version is null and model_used is not null)',
};
const names = Object.keys(counters);

const PERCENTILES = 'percentile_cont(array[0.5, 0.95, 0.99]) within group';

/** Of up to twice as many values, percentiles are exact; of more, they are those of a sample at least this large. */
const SAMPLE = 5_000;

/** A group of usage records as {@link groupTotals} and {@link overallTotals} select it. */
export type TotalsRow = Record<keyof typeof counters, string> & {
  /** 50th, 95th and 99th; null where there were none. */
  latency_ms: number[] | null;
  first_byte_ms: number[] | null;
};

/** The columns of a usage record that {@link aggregates} reads. */
export const measuredColumns = Prisma.raw(`
  error_code, model_used, price_version, latency_ms, latency_first_byte_ms, input_tokens, cached_input_tokens,
  cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd`);

/**
 * What each group of a `select … from usage_records group by …` comes to, with its latencies as arrays. Unlike
 * percentile_cont, which wants all rows sorted in one process, these are gathered by several at once.
 */
export const aggregates = Prisma.raw(`
  ${Object.entries(counters)
    .map(([name, sum]) => `${sum} as ${name}`)
    .join(', ')},
  array_agg(latency_ms) as latencies,
  array_agg(latency_first_byte_ms) filter (where latency_first_byte_ms is not null) as first_bytes`);

/** The columns of a {@link TotalsRow}, of one row selected with {@link aggregates}. A row of nulls counts as none. */
export const groupTotals = Prisma.raw(`
  ${names.map((name) => `coalesce(${name}, 0)::text as ${name}`).join(', ')},
  ${percentilesOf('latencies')} as latency_ms,
  ${percentilesOf('first_bytes')} as first_byte_ms`);

/** The columns of a {@link TotalsRow}, of all rows of `groups` together, each selected with {@link aggregates}. */
export function overallTotals(groups: string): Prisma.Sql {
  return Prisma.raw(`
    ${names.map((name) => `coalesce(sum(${name}), 0)::text as ${name}`).join(', ')},
    ${percentilesOver(groups, 'latencies')} as latency_ms,
    ${percentilesOver(groups, 'first_bytes')} as first_byte_ms`);
}

function percentilesOf(array: string): string {
  const step = `greatest(1, cardinality(${array}) / ${SAMPLE})`;
  return `(select ${PERCENTILES} (order by ${picked(array, step)})
           from generate_series(1, cardinality(${array}), ${step}) as place)`;
}

function percentilesOver(groups: string, array: string): string {
  return `(select ${PERCENTILES} (order by ${picked(array, 'step')})
           from ${groups},
             (select greatest(1, sum(cardinality(${array})) / ${SAMPLE})::int as step from ${groups}) as sampling,
             generate_series(1, cardinality(${array}), step) as place)`;
}

/** One value out of each `step`, and not always the same one, so that no rhythm in the traffic is sampled along. */
function picked(array: string, step: string): string {
  return `${array}[place + (hashint4(place) & 2147483647) % ${step}]`;
}
