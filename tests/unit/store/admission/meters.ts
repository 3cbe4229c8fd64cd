import type { Meter } from '../../../../server/store/admission.ts';

const MINUTE_MS = 60_000;

export const window = (
  place: string,
  limit: number,
  amount = 1,
  periodMs = MINUTE_MS,
): Meter & { kind: 'window' } => ({ kind: 'window', place, limit, periodMs, amount });

export const bucket = (
  place: string,
  limit: number,
  amount = 1,
  periodMs = MINUTE_MS,
): Meter & { kind: 'bucket' } => ({ kind: 'bucket', place, limit, periodMs, amount });

export const concurrency = (place: string, limit: number): Meter & { kind: 'concurrency' } => ({
  kind: 'concurrency',
  place,
  limit,
  amount: 1,
});

export const budget = (
  place: string,
  limit: number | null,
  amount: number,
  endsAtMs: number | null = null,
): Meter & { kind: 'budget' } => ({ kind: 'budget', place, limit, amount, endsAtMs });
