import type { Inputs, Outputs } from '@/components/api/trpc';

export type BillInput = Omit<Inputs['reconciliation']['compare'], 'tenant' | 'id'>;
export type BillFormat = BillInput['format'];
export type BillColumns = NonNullable<BillInput['columns']>;
export type BillComparison = Outputs['reconciliation']['compare'];
export type BillRow = BillComparison['items'][number];
export type BillSide = BillComparison['theirs'];

/** The form in which a provider gives its bills; a file where it has none that is read. */
export function usualFormat(provider: string): BillFormat {
  return provider === 'openai' || provider === 'anthropic' ? provider : 'csv';
}
