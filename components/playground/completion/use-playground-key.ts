'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

/** A key is renewed when it has less than this left. */
const marginMs = 60_000;

/**
 * Gives a short-lived key of a team for the gateway, made when first needed and kept while it lasts. It is never
 * stored.
 */
export function usePlaygroundKey(teamId: string | undefined): () => Promise<string> {
  const trpc = useTRPC();
  const tenant = useTenant();
  const held = useRef<{ teamId: string; secret: string; expiresAtMs: number }>(undefined);
  const { mutateAsync } = useMutation(
    trpc.playground.createKey.mutationOptions({ meta: { changesNothing: true, showsError: true } }),
  );
  return useCallback(async () => {
    if (teamId === undefined) throw new Error('A team has to be chosen before asking');
    const usable = held.current?.teamId === teamId && held.current.expiresAtMs - Date.now() > marginMs;
    if (held.current && usable) return held.current.secret;
    const key = await mutateAsync({ tenant, teamId });
    held.current = { teamId, secret: key.secret, expiresAtMs: new Date(key.expiresAt).getTime() };
    return key.secret;
  }, [mutateAsync, tenant, teamId]);
}
