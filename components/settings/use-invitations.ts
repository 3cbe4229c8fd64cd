'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

/** Invitations that nobody has taken up yet, newest first, a page at a time. */
export function useInvitations() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  return useInfiniteQuery({
    queryKey: [...trpc.members.listInvitations.queryKey({ tenant }), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.members.listInvitations.query({ tenant, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
