import { megabytes, type Verdict } from './judge.ts';

const HEAD = ['attack', 'outcome', 'longest turn', 'memory', 'others’ p50', 'p99', 'held'];

/** The verdicts as people read them. */
export function formatVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ attack, outcome, measured, broken }) => [
    attack,
    outcome,
    `${measured.longestTurnMs.toFixed(0)} ms`,
    `${megabytes(measured.peakResidentBytes)} MB`,
    `${measured.good.p50Ms.toFixed(1)} ms`,
    `${measured.good.p99Ms.toFixed(1)} ms`,
    broken.length === 0 ? 'yes' : `NO: ${broken.join('; ')}`,
  ]);
  const widths = HEAD.map((title, column) =>
    Math.max(...[HEAD, ...rows].map((row) => (row[column] ?? title).length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [HEAD, widths.map((width) => '─'.repeat(width)), ...rows].map(line).join('\n');
}
