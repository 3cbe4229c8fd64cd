'use client';

import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/components/ui/class-names';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { useSession } from './session';
import { TenantMark } from './tenant-mark';

/** Fewer are found by looking. */
const mostWithoutSearch = 6;

export function TenantSwitcher({ className }: { className?: string }) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const router = useRouter();
  const { tenant, tenants } = useSession();
  const [open, setOpen] = useState(false);

  function go(address: string) {
    setOpen(false);
    router.push(address);
  }

  const isLong = tenants.length > mostWithoutSearch;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        className={cn(
          'flex h-10 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-muted data-[state=open]:bg-muted',
          className,
        )}
      >
        <TenantMark name={tenant.name} />
        <span className="min-w-0 flex-1 truncate text-sm font-semibold tracking-tight">{tenant.name}</span>
        <span className="sr-only">{t('switchTenant')}</span>
        <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label={t('tenants')}
        className="w-64 max-w-[calc(100vw-1.5rem)] overflow-hidden p-0"
      >
        {/* Without a field to type in, the list itself takes the arrow keys. */}
        <Command
          label={t('tenants')}
          loop
          autoFocus={!isLong}
          tabIndex={isLong ? -1 : 0}
          className="outline-none"
        >
          {isLong && <CommandInput placeholder={t('findTenant')} aria-label={t('findTenant')} />}
          <CommandList aria-label={t('tenants')}>
            <CommandEmpty>{common('nothingFound')}</CommandEmpty>
            <CommandGroup heading={t('tenants')}>
              {tenants.map(({ slug, name }) => (
                <CommandItem key={slug} value={`${name} ${slug}`} onSelect={() => go(`/${slug}/overview`)}>
                  <TenantMark name={name} />
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                  {slug === tenant.slug && <Check aria-hidden="true" className="text-thread!" />}
                </CommandItem>
              ))}
            </CommandGroup>
            <div className="-mx-1 my-1 h-px bg-border" />
            <CommandItem value={t('newTenant')} onSelect={() => go('/new')}>
              <Plus aria-hidden="true" />
              {t('newTenant')}
            </CommandItem>
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
