'use client';

import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useSession } from './session';
import { TenantMark } from './tenant-mark';

export function TenantSwitcher({ className }: { className?: string }) {
  const t = useTranslations('shell');
  const { tenant, tenants } = useSession();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={cn(
          'flex h-10 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-muted data-[state=open]:bg-muted',
          className,
        )}
      >
        <TenantMark name={tenant.name} />
        <span className="min-w-0 flex-1 truncate text-sm font-semibold tracking-tight">{tenant.name}</span>
        <span className="sr-only">{t('switchTenant')}</span>
        <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-60">
        <DropdownMenuLabel>{t('tenants')}</DropdownMenuLabel>
        {tenants.map((candidate) => (
          <DropdownMenuItem key={candidate.slug} asChild>
            <Link href={`/${candidate.slug}/overview`}>
              <TenantMark name={candidate.name} />
              <span className="min-w-0 flex-1 truncate">{candidate.name}</span>
              {candidate.slug === tenant.slug && <Check aria-hidden="true" className="text-thread!" />}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/new">
            <Plus aria-hidden="true" />
            {t('newTenant')}
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
