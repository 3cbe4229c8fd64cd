const dayMs = 24 * 60 * 60 * 1000;

const days = { never: undefined, week: 7, month: 30, quarter: 90, year: 365 } as const;

export const expiryChoices = [
  'never',
  'week',
  'month',
  'quarter',
  'year',
] as const satisfies (keyof typeof days)[];

export type ExpiryChoice = (typeof expiryChoices)[number];

export function isExpiryChoice(value: string): value is ExpiryChoice {
  return Object.hasOwn(days, value);
}

/** When a key made at `now` with this choice ends; undefined for never. */
export function expiryDate(choice: ExpiryChoice, now = new Date()): Date | undefined {
  const count = days[choice];
  return count === undefined ? undefined : new Date(now.getTime() + count * dayMs);
}

/** The last moment of a day in the reader's time zone, as a date control has it (2026-01-31). */
export function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59.999`);
}

/** The day after `now` in the reader's time zone, as a date control has it. */
export function dayAfter(now: Date): string {
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}`;
}
