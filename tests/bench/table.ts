import type { Beside } from './beside.ts';
import type { Comparison } from './measure.ts';

const columns = [
  'traffic',
  'requests/s bare',
  'Heddle',
  'ratio',
  'CPU µs bare',
  'Heddle',
  'ratio',
  'added p50 ms',
  'p99',
  'alone p50 ms',
  'p99',
];

/** The comparison as people read it; times are what Heddle adds. */
export function formatTable(rows: readonly { name: string; comparison: Comparison }[]): string {
  const cells = rows.map(({ name, comparison: { bare, heddle, throughputRatio, cpuRatio } }) => [
    name,
    bare.requestsPerSecond.toFixed(0),
    heddle.requestsPerSecond.toFixed(0),
    throughputRatio.toFixed(2),
    bare.cpuMicroseconds.toFixed(0),
    heddle.cpuMicroseconds.toFixed(0),
    cpuRatio.toFixed(2),
    (heddle.p50Ms - bare.p50Ms).toFixed(1),
    (heddle.p99Ms - bare.p99Ms).toFixed(1),
    (heddle.aloneP50Ms - bare.aloneP50Ms).toFixed(1),
    (heddle.aloneP99Ms - bare.aloneP99Ms).toFixed(1),
  ]);
  return format(columns, cells);
}

/** Streams beside the worst requests as people read them. */
export function formatBeside(rows: readonly Beside[]): string {
  return format(
    ['100 KB streams beside', 'streams/s ratio', 'p99 ms alone', 'beside', 'worst requests'],
    rows.map(({ name, throughputRatio, aloneP99Ms, besideP99Ms, worstRequests }) => [
      name,
      throughputRatio.toFixed(2),
      aloneP99Ms.toFixed(1),
      besideP99Ms.toFixed(1),
      String(worstRequests),
    ]),
  );
}

function format(titles: readonly string[], cells: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [line(titles), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
}
