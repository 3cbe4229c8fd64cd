/** How a value compares with the one before: a share (0.5 is half as much again), or that there was none before. */
export type RelativeChange = { kind: 'share'; share: number } | { kind: 'fromNothing' };

/** @returns null where there is nothing to compare: both are nothing, or one of them was not measured */
export function relativeChange(now: number | null, before: number | null): RelativeChange | null {
  if (now === null || before === null || (now === 0 && before === 0)) return null;
  return before === 0 ? { kind: 'fromNothing' } : { kind: 'share', share: (now - before) / before };
}
