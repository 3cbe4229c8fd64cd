const DAY_SECONDS = 86_400;

/** A length of the periods that totals are kept of. */
export interface Level {
  seconds: number;
  /** After which they go; null: never. */
  keptDays: number | null;
}

/** Shortest first; each is a multiple of the one before. Quarters of an hour, because some time zones begin their days at :30 or :45. */
export const levels: readonly Level[] = [
  { seconds: 60, keptDays: 3 },
  { seconds: 900, keptDays: 100 },
  { seconds: 3_600, keptDays: null },
  { seconds: DAY_SECONDS, keptDays: null },
];

export const MINUTE = 60;
export const DAY = DAY_SECONDS;
