'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import type { Suggestion } from './suggestion';

const pauseMs = 150;
const fewestCharacters = 2;
const wholeId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a text may mean, as it is typed; a whole request id is the request. */
export function useLogSuggestions(text: string, isOpen: boolean): readonly Suggestion[] {
  const trpc = useTRPC();
  const tenant = useTenant();
  const [asked, setAsked] = useState('');
  const trimmed = text.trim();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(trimmed), pauseMs);
    return () => clearTimeout(timer);
  }, [trimmed]);
  const isId = wholeId.test(trimmed);
  const found = useQuery(
    trpc.logs.suggest.queryOptions(
      { tenant, text: asked },
      {
        enabled: isOpen && asked.length >= fewestCharacters && !isId,
        placeholderData: keepPreviousData,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  if (isId) return [{ kind: 'request', value: trimmed.toLowerCase(), label: trimmed, hint: null }];
  return trimmed.length >= fewestCharacters ? (found.data?.items ?? []) : [];
}
