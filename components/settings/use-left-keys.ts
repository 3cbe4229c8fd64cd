'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type Inputs, useTRPC, useTRPCClient } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

/** More are counted, not named. */
const mostNamed = 50;

type LeftKeysFilter = Pick<Inputs['keys']['list'], 'createdById' | 'teamId' | 'exceptTeamId'>;

/**
 * The working API keys a person leaves behind, of which somebody has to say what becomes: how many, and the first of
 * them. Undefined for a filter asks for nothing.
 */
export function useLeftKeys(filter: LeftKeysFilter | undefined) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  return useQuery({
    queryKey: [...trpc.keys.list.queryKey({ tenant, ...filter }), 'left'],
    queryFn: filter
      ? async ({ signal }) => {
          const [{ items }, { working }] = await Promise.all([
            client.keys.list.query({ tenant, ...filter, state: 'working', limit: mostNamed }, { signal }),
            client.keys.count.query({ tenant, ...filter }, { signal }),
          ]);
          return { count: working, keys: items };
        }
      : skipToken,
    placeholderData: keepPreviousData,
  });
}
