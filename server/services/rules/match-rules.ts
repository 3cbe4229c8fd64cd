/** What makes of one list of rules another, in which a rule that only changes its amount is the same rule still. */
export interface RuleChanges<Row, Wanted> {
  create: Wanted[];
  update: { row: Row; wanted: Wanted }[];
  remove: Row[];
}

/** What became of rules that were matched: those that were made have an id. */
export interface AppliedRules<Row, Wanted> extends Omit<RuleChanges<Row, Wanted>, 'create'> {
  made: { id: string; wanted: Wanted }[];
}

/**
 * Matches the rules that are there with those that are wanted, by what they count: a rule that counts the same keeps
 * its id, and with it what was counted so far.
 */
export function matchRules<Row, Wanted>(
  rows: readonly Row[],
  wanted: readonly Wanted[],
  {
    counts,
    isSame,
  }: { counts: (rule: Row | Wanted) => string; isSame: (row: Row, wanted: Wanted) => boolean },
): RuleChanges<Row, Wanted> {
  const left = new Map<string, Row[]>();
  for (const row of rows) left.set(counts(row), [...(left.get(counts(row)) ?? []), row]);
  const changes: RuleChanges<Row, Wanted> = { create: [], update: [], remove: [] };
  for (const each of wanted) {
    const row = left.get(counts(each))?.shift();
    if (!row) changes.create.push(each);
    else if (!isSame(row, each)) changes.update.push({ row, wanted: each });
  }
  changes.remove = [...left.values()].flat();
  return changes;
}

/** The indexes of rules that count the same as an earlier one of the list. */
export function repeatedRules<Rule>(rules: readonly Rule[], counts: (rule: Rule) => string): number[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    if (seen.has(counts(rule))) return [index];
    seen.add(counts(rule));
    return [];
  });
}

/** Patterns in an order of their own, for comparison. */
export function modelsKey(models: readonly string[]): string {
  return JSON.stringify([...new Set(models)].sort());
}
