'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { navigation } from '@/components/shell/navigation';
import { useSession } from '@/components/shell/session';
import { PageHeader } from '@/components/ui/page-header';
import { NoTeam } from './no-team';
import { OwnersOnly } from './owners-only';

const destinations = navigation.flatMap((group) => group.destinations);

/** The page, or in its place why there is nothing on it for this person and whom to ask. It is not even loaded then. */
export function PageGate({ children }: { children: ReactNode }) {
  const t = useTranslations('shell.pages');
  const { tenant } = useSession();
  const [, , segment] = usePathname().split('/');
  const destination = destinations.find(({ key }) => key === segment);
  if (!destination) return children;
  const { key, permission, ofTeams } = destination;
  const isOwners = !tenant.permissions.includes(permission);
  if (!isOwners && (tenant.reachesTeams || !ofTeams)) return children;
  return (
    <>
      <PageHeader title={t(key)} />
      {isOwners ? <OwnersOnly /> : <NoTeam />}
    </>
  );
}
