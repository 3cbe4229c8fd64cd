import type { Outputs } from '@/components/api/trpc';

type FilterSuggestion = Outputs['logs']['suggest']['items'][number];

/** What a typed text may mean: a filter, or one request. */
export type Suggestion =
  | FilterSuggestion
  | { kind: 'request'; value: string; label: string; hint: string | null };
