import { z } from 'zod';

/** Days that something is kept; null: for good. */
export const keptDays = z.int().min(1).max(3650).nullable();
