'use client';

import { useQuery } from '@tanstack/react-query';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

export type KeyFigures = Outputs['keys']['figures']['items'][number];

/**
 * What keys were used for in the last 30 days, by id; undefined while it is on its way or could not be had. The list
 * does not wait for it. A key that is not in it was not used.
 */
export function useKeyFigures(): ReadonlyMap<string, KeyFigures> | undefined {
  const trpc = useTRPC();
  const tenant = useTenant();
  const { data } = useQuery(trpc.keys.figures.queryOptions({ tenant }, { staleTime: 60_000, select: byKey }));
  return data;
}

function byKey({ items }: Outputs['keys']['figures']): ReadonlyMap<string, KeyFigures> {
  return new Map(items.map((figures) => [figures.apiKeyId, figures]));
}
