import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { Loss } from '../../server/canonical/loss.ts';
import { isLossName } from '../../server/dialects/shared/loss-vocabulary.ts';

/** Something that is not the same after translation. */
export interface Difference {
  /** What differs, for people: `sampling.seed`, `text "Hello…"`. */
  what: string;
  /** Names of losses that account for it. */
  explainedBy: readonly string[];
}

export interface Outcome {
  pair: `${DialectName} → ${DialectName}`;
  kind: 'request' | 'answer' | 'stream';
  case: string;
  losses: readonly string[];
  /** Differences that no loss names. */
  failures: readonly string[];
}

/** @param differences Of which those that a loss names are fine. */
export function outcomeOf(
  identity: Pick<Outcome, 'pair' | 'kind' | 'case'>,
  differences: readonly Difference[],
  losses: readonly Loss[],
): Outcome {
  const names = new Set(losses.map((loss) => plain(loss.name)));
  const unexplained = differences.filter(
    (difference) => !difference.explainedBy.some((name) => names.has(plain(name))),
  );
  return {
    ...identity,
    losses: losses.map((loss) => loss.name),
    failures: unexplained.map((difference) => difference.what),
  };
}

/** What a loss of something is called that its sender named: its own name only where a format has it. */
export function namesOf(name: string, unknown: string): string[] {
  return [isLossName(name) ? name : unknown];
}

/** Formats spell the same name `top_k`, `topK` or `generationConfig.topK`. */
function plain(name: string): string {
  return name
    .slice(name.lastIndexOf('.') + 1)
    .replaceAll('_', '')
    .toLowerCase();
}

/** A line for each pair and kind: cases, exact, with losses, failed. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = new Map<string, { cases: number; exact: number; lossy: number; failed: number }>();
  for (const outcome of outcomes) {
    const key = `${outcome.kind.padEnd(8)} ${outcome.pair}`;
    const row = rows.get(key) ?? { cases: 0, exact: 0, lossy: 0, failed: 0 };
    rows.set(key, row);
    row.cases += 1;
    if (outcome.failures.length > 0) row.failed += 1;
    else if (outcome.losses.length > 0) row.lossy += 1;
    else row.exact += 1;
  }
  const lines = [...rows].map(([key, row]) => line(key, row.cases, row.exact, row.lossy, row.failed));
  return [line('kind     pair', 'cases', 'exact', 'with losses', 'failed'), ...lines].join('\n');
}

function line(pair: string, ...cells: (string | number)[]): string {
  return `${pair.padEnd(50)}${cells.map((cell) => String(cell).padStart(13)).join('')}`;
}

/** Which names were lost in how many cases, most frequent first. */
export function lossesOf(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    for (const name of new Set(outcome.losses)) {
      const key = `${outcome.kind} ${outcome.pair}: ${name}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([key, count]) => `${String(count).padStart(5)}  ${key}`)
    .join('\n');
}
