import { type BilledLine, emptyLine } from './bill.ts';

/** A model on a day, as the provider has it and as we do. */
export interface Comparison {
  day: string;
  model: string;
  /** Null: the bill does not have it. */
  theirs: BilledLine | null;
  /** Null: we know of no such request. */
  ours: BilledLine | null;
}

/** Providers answer as, and bill, dated versions of what was asked for. */
const VERSION = /(?:-\d{4}-\d{2}-\d{2}|-\d{8}|@\d{8}|-latest)$/;

/** Brings both sides together by day and model (without its date), the largest difference of costs, else of tokens, first. */
export function compareLines(theirs: readonly BilledLine[], ours: readonly BilledLine[]): Comparison[] {
  const comparisons = new Map<string, Comparison>();
  const add = (line: BilledLine, side: 'theirs' | 'ours') => {
    const model = line.model.replace(VERSION, '');
    const key = `${line.day} ${model}`;
    const comparison = comparisons.get(key) ?? { day: line.day, model, theirs: null, ours: null };
    comparisons.set(key, comparison);
    comparison[side] = sum(comparison[side] ?? emptyLine(line.day, model), line);
  };
  for (const line of theirs) add(line, 'theirs');
  for (const line of ours) add(line, 'ours');
  return [...comparisons.values()].sort(
    (one, other) =>
      Number(gapOf(other) - gapOf(one)) ||
      one.day.localeCompare(other.day) ||
      one.model.localeCompare(other.model),
  );
}

function sum(one: BilledLine, other: BilledLine): BilledLine {
  return {
    day: one.day,
    model: one.model,
    inputTokens: one.inputTokens + other.inputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    requests: other.requests === null ? one.requests : (one.requests ?? 0) + other.requests,
    costNanoUsd: other.costNanoUsd === null ? one.costNanoUsd : (one.costNanoUsd ?? 0n) + other.costNanoUsd,
  };
}

/** How far the sides are apart: in nano-dollars where both name costs, else in tokens. */
function gapOf({ theirs, ours }: Comparison): bigint {
  const billed = theirs?.costNanoUsd;
  const charged = ours?.costNanoUsd ?? 0n;
  if (billed !== null && billed !== undefined) return absolute(billed - charged);
  const tokens = (line: BilledLine | null) => (line ? line.inputTokens + line.outputTokens : 0);
  return BigInt(Math.abs(tokens(theirs) - tokens(ours)));
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
