'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { EmptyState } from '@/components/ui/empty-state';
import { OwnerList } from './owner-list';

const lookAgainMs = 20_000;

/** What to do for somebody who is in no team; goes by itself once an owner has added them. */
export function NoTeam({ className }: { className?: string }) {
  const t = useTranslations('access');
  const trpc = useTRPC();
  const router = useRouter();
  const tenant = useTenant();
  const teams = useQuery(
    trpc.teams.list.queryOptions(
      { tenant },
      { refetchInterval: lookAgainMs, refetchOnWindowFocus: 'always' },
    ),
  );
  const isAdded = (teams.data?.items.length ?? 0) > 0;
  useEffect(() => {
    if (isAdded) router.refresh();
  }, [isAdded, router]);
  return (
    <EmptyState
      title={t('noTeam')}
      description={t('noTeamDescription')}
      action={<OwnerList />}
      className={className}
    />
  );
}
