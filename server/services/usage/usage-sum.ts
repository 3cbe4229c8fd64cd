import { Prisma } from '../../platform/db/prisma.ts';
import { LatencyHistogram } from '../../store/usage/latency-histogram.ts';
import { counters } from '../../store/usage/totals-columns.ts';

type Counter = (typeof counters)[number];

/** A group of rows as {@link summed} selects it. */
export type SumRow = Record<Counter, string | null> & {
  latencies: string | null;
  first_bytes: string | null;
};

/** The columns of a group of rows of a usage source, added up. */
export const added = Prisma.raw(`
  ${counters.map((name) => `sum(${name}) as ${name}`).join(', ')},
  string_agg(latencies, '') as latencies, string_agg(first_bytes, '') as first_bytes`);

/** The same as a {@link SumRow}; of no rows at all, nulls. Latencies are gathered, and added up here. */
export const summed = Prisma.raw(`
  ${counters.map((name) => `sum(${name})::text as ${name}`).join(', ')},
  encode(string_agg(latencies, ''), 'base64') as latencies,
  encode(string_agg(first_bytes, ''), 'base64') as first_bytes`);

/** Usage that can be added to other usage. */
export class UsageSum {
  readonly counts: Record<Counter, bigint> = emptyCounts();
  readonly latencies = new LatencyHistogram();
  readonly firstBytes = new LatencyHistogram();

  static of(rows: readonly SumRow[]): UsageSum {
    const sum = new UsageSum();
    for (const row of rows) sum.add(row);
    return sum;
  }

  add(row: SumRow): void {
    for (const name of counters) this.counts[name] += BigInt(row[name] ?? 0);
    if (row.latencies) this.latencies.add(Buffer.from(row.latencies, 'base64'));
    if (row.first_bytes) this.firstBytes.add(Buffer.from(row.first_bytes, 'base64'));
  }

  merge(other: UsageSum): void {
    for (const name of counters) this.counts[name] += other.counts[name];
    this.latencies.merge(other.latencies);
    this.firstBytes.merge(other.firstBytes);
  }
}

function emptyCounts(): Record<Counter, bigint> {
  return Object.fromEntries(counters.map((name) => [name, 0n])) as Record<Counter, bigint>;
}
