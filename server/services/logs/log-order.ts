import { z } from 'zod';
import { figures } from './rank-logs.ts';

/** Upwards or downwards by a figure; by time, always the newest first. */
export const logOrder = {
  sort: z.enum(['time', ...(Object.keys(figures) as (keyof typeof figures)[])]).default('time'),
  order: z.enum(['desc', 'asc']).default('desc'),
};

export type LogOrder = z.output<z.ZodObject<typeof logOrder>>;
