import { z } from 'zod';

/** 2026-01-31, a day in UTC, as providers bill. */
export const utcDay = z
  .string()
  .max(10)
  .regex(/^2[01]\d\d-\d\d-\d\d$/, 'Expected a day from 2000 to 2199, such as 2026-01-31')
  .refine(isDay, 'Expected a day that exists');

/** Dates read the 31st of February as the 3rd of March. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
