import { z } from 'zod';

/** 2026-01-31, a day in UTC, as providers bill. */
export const utcDay = z.iso
  .date()
  .refine((day) => day >= '2000' && day < '2200', 'Expected a day from 2000 to 2199');
