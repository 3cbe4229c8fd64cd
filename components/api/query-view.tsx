'use client';

import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ui/error-state';

type Query<Data> = {
  data: Data | undefined;
  error: { message: string } | null;
  refetch: () => unknown;
};

type QueryViewProps<Data> = {
  query: Query<Data>;
  /** Shown while there is nothing yet, in the shape of what will come. */
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
};

/** The three states of something loaded: on its way, failed with a way to try again, and here. */
export function QueryView<Data>({ query, skeleton, children }: QueryViewProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState message={query.error.message} onRetry={() => void query.refetch()} />;
  return skeleton;
}
