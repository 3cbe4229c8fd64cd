'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

/** Teams to tick for a person. Who has none yet is suggested the only one, where there is only one. */
export function useTeamChoice(initial: readonly string[], suggests: boolean) {
  const trpc = useTRPC();
  const tenant = useTenant();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const [chosen, choose] = useState<readonly string[]>();
  const [only, another] = teams.data?.items ?? [];
  const suggested = suggests && initial.length === 0 && only && !another ? [only.id] : initial;
  return { teams, chosen: chosen ?? suggested, choose };
}
