'use client';

import type { ReactNode } from 'react';
import { NotForRole } from '@/components/access/not-for-role';
import { ErrorState } from '@/components/ui/error-state';

type Query<Data> = {
  data: Data | undefined;
  error: { message: string; data?: { httpStatus: number } | null | undefined } | null;
  refetch: () => unknown;
};

type QueryViewProps<Data> = {
  query: Query<Data>;
  /** Shown while there is nothing yet, in the shape of what will come. */
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
};

/**
 * The states of something loaded: on its way, here, failed with a way to try again, and, where trying again would not
 * help, not for this person's role.
 */
export function QueryView<Data>({ query, skeleton, children }: QueryViewProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error?.data?.httpStatus === 403) return <NotForRole />;
  if (query.error) return <ErrorState message={query.error.message} onRetry={() => void query.refetch()} />;
  return skeleton;
}
