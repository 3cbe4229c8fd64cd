import type { Inputs, Outputs } from '@/components/api/trpc';
import { modelsOf } from './models-text';

export type Limit = Outputs['limits']['list']['items'][number];
export type WantedLimit = Inputs['limits']['set']['limits'][number];

export const meters = ['requests', 'tokens', 'input_tokens', 'output_tokens', 'concurrency'] as const;
export const periods = ['second', 'minute', 'hour', 'day'] as const;

/** A limit while it is filled in. */
export type LimitDraft = {
  /** Tells one row of the form from another. */
  key: string;
  amount: string;
  meter: (typeof meters)[number];
  per: (typeof periods)[number];
  /** Fills evenly, rather than at the end of a period. */
  even: boolean;
  models: string;
};

export function newLimit(): LimitDraft {
  return { key: crypto.randomUUID(), amount: '', meter: 'requests', per: 'minute', even: false, models: '' };
}

export function limitDraftOf(limit: Limit): LimitDraft {
  return {
    key: limit.id,
    amount: String(limit.amount),
    meter: limit.meter,
    per: limit.per ?? 'minute',
    even: limit.algorithm === 'bucket',
    models: limit.models.join(', '),
  };
}

export function toLimit({ amount, meter, per, even, models }: LimitDraft): WantedLimit {
  return {
    amount: Number(amount),
    meter,
    per: meter === 'concurrency' ? null : per,
    algorithm: even && meter !== 'concurrency' ? 'bucket' : 'window',
    models: modelsOf(models),
  };
}
