'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Skeleton } from '@/components/ui/skeleton';

/** More are not needed to find one to ask. */
const mostShown = 5;

/** Who can be asked: the owners, each with a link that begins a message to them. */
export function OwnerList() {
  const t = useTranslations('access');
  const trpc = useTRPC();
  const tenant = useTenant();
  const owners = useQuery(
    trpc.members.list.queryOptions({ tenant, role: 'owner', limit: mostShown }, { staleTime: 300_000 }),
  );
  if (owners.isPending) return <Skeleton className="h-10 w-56" />;
  if (!owners.data) return null;
  return (
    <ul aria-label={t('owners')} className="flex flex-wrap justify-center gap-2">
      {owners.data.items.map((owner) => (
        <li key={owner.id} className="max-w-full">
          <a
            href={`mailto:${owner.email}`}
            className="inline-flex min-h-10 max-w-full flex-col justify-center rounded-md border bg-surface px-3 py-1.5 text-left shadow-card hover:border-border-strong"
          >
            <span className="text-[13px] leading-tight font-medium wrap-anywhere">{owner.name}</span>
            <span className="text-xs leading-tight wrap-anywhere text-muted-foreground">{owner.email}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
