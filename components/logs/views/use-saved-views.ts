'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

export type SavedView = Outputs['views']['list']['items'][number];

/** The views of the logs page, and the one that is open. A page opened without filters shows the person's default. */
export function useSavedViews() {
  const trpc = useTRPC();
  const tenant = useTenant();
  const router = useRouter();
  const address = useSearchParams();
  const query = withoutRequest(address);
  const views = useQuery(trpc.views.list.queryOptions({ tenant, page: 'logs' }, { staleTime: 60_000 }));
  const [openedId, setOpenedId] = useState<string | null>(null);
  const mayOpenDefault = useRef(address.toString() === '');
  const items = views.data?.items;

  function open(view: SavedView) {
    setOpenedId(view.id);
    router.push(`?${view.query}`, { scroll: false });
  }

  useEffect(() => {
    if (!items || !mayOpenDefault.current) return;
    mayOpenDefault.current = false;
    const view = items.find(({ isDefault }) => isDefault);
    if (!view || window.location.search !== '') return;
    setOpenedId(view.id);
    router.replace(`?${view.query}`, { scroll: false });
  }, [items, router]);

  const current =
    items?.find((view) => view.query === query) ?? items?.find(({ id }) => id === openedId && query !== '');
  return {
    items: items ?? [],
    /** The filters as they are now. */
    query,
    /** The view that is open; its filters may have been changed since. */
    current,
    isChanged: current !== undefined && current.query !== query,
    open,
    create: useMutation(trpc.views.create.mutationOptions({ meta: { showsError: true } })),
    update: useMutation(trpc.views.update.mutationOptions()),
    remove: useMutation(trpc.views.delete.mutationOptions()),
    opened: (id: string) => setOpenedId(id),
  };
}

export type SavedViews = ReturnType<typeof useSavedViews>;

function withoutRequest(address: URLSearchParams): string {
  const query = new URLSearchParams(address);
  query.delete('request');
  return query.toString();
}
