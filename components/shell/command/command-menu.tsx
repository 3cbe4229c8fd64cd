'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog as DialogPrimitive, VisuallyHidden } from 'radix-ui';
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { overlayClasses } from '@/components/ui/dialog-frame';
import { useDebounced } from '@/components/ui/use-debounced';
import { useFocusReturn } from '@/components/ui/use-focus-return';
import { useSession } from '../session';
import { TenantMark } from '../tenant-mark';
import { CommandIcon } from './command-icon';
import { foundHref } from './found-href';
import { type RecentItem, readRecentItems, rememberItem } from './recent-items';
import { type Command as Deed, useCommands } from './use-commands';

type CommandMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
};

/** Goes anywhere, finds anything and does the everyday things, by typing. */
export function CommandMenu({ open, onOpenChange, onShortcuts }: CommandMenuProps) {
  const t = useTranslations('shell');
  return (
    <DialogPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={overlayClasses} />
        <CommandFrame className="fixed top-[14vh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-xl bg-surface shadow-dialog outline-none data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in">
          <VisuallyHidden.Root>
            <DialogPrimitive.Title>{t('commandMenu')}</DialogPrimitive.Title>
          </VisuallyHidden.Root>
          <CommandContent onDone={() => onOpenChange(false)} onShortcuts={onShortcuts} />
        </CommandFrame>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

function CommandFrame(props: ComponentProps<typeof DialogPrimitive.Content>) {
  return <DialogPrimitive.Content aria-describedby={undefined} {...useFocusReturn()} {...props} />;
}

function CommandContent({ onDone, onShortcuts }: { onDone: () => void; onShortcuts: () => void }) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const router = useRouter();
  const trpc = useTRPC();
  const { tenant, user } = useSession();
  const commands = useCommands(onShortcuts);
  const [search, setSearch] = useState('');
  const [recent] = useState(() => readRecentItems(tenant.slug, user.id));
  const typed = search.trim();
  const text = useDebounced(typed, 150).slice(0, 100);
  const found = useQuery(
    trpc.search.everything.queryOptions(
      { tenant: tenant.slug, text },
      { enabled: text !== '', placeholderData: keepPreviousData },
    ),
  );
  const [selected, setSelected] = useState('');
  const [first] = found.data?.items ?? [];
  const firstFound = first && `${first.kind} ${first.id}`;
  // What is found comes later than what is typed; Enter is to mean the first of it.
  useEffect(() => {
    if (firstFound !== undefined) setSelected(firstFound);
  }, [firstFound]);
  const isSearching = typed !== '' && (found.isFetching || text !== typed.slice(0, 100));

  function choose(action: () => void, item?: RecentItem) {
    if (item) rememberItem(tenant.slug, user.id, item);
    onDone();
    action();
  }
  function follow(item: RecentItem) {
    choose(() => router.push(item.href), item);
  }

  const groups = [
    { group: 'pages', heading: t('goTo') },
    { group: 'actions', heading: common('actions') },
    { group: 'tenants', heading: t('tenants') },
  ] as const;
  return (
    // What the server finds is found by more than its text: the list is narrowed here, not by cmdk.
    <Command shouldFilter={false} value={selected} onValueChange={setSelected}>
      <CommandInput
        placeholder={t('commandPlaceholder')}
        aria-label={t('commandPlaceholder')}
        maxLength={200}
        value={search}
        onValueChange={setSearch}
      />
      <CommandList aria-busy={isSearching}>
        {!isSearching && <CommandEmpty>{common('nothingFound')}</CommandEmpty>}
        {typed === '' && recent.length > 0 && (
          <CommandGroup heading={t('recent')}>
            {recent.map((item) => (
              <CommandItem key={item.href} value={`recent ${item.href}`} onSelect={() => follow(item)}>
                <CommandIcon kind={item.kind} />
                <CommandText label={item.label} hint={item.hint} />
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {typed !== '' && found.data && found.data.items.length > 0 && (
          <CommandGroup heading={t('found')}>
            {found.data.items.map((thing) => {
              const href = foundHref(tenant.slug, thing);
              const item = { kind: thing.kind, label: thing.label, hint: thing.hint ?? undefined, href };
              return (
                <CommandItem
                  key={`${thing.kind} ${thing.id}`}
                  value={`${thing.kind} ${thing.id}`}
                  onSelect={() => follow(item)}
                >
                  <CommandIcon kind={thing.kind} />
                  <CommandText
                    label={thing.label}
                    hint={[t(`kinds.${thing.kind}`), thing.hint].filter(Boolean).join(' · ')}
                  />
                </CommandItem>
              );
            })}
          </CommandGroup>
        )}
        {groups.map(({ group, heading }) => {
          const matching = commands.filter((command) => command.group === group && matches(command, typed));
          if (matching.length === 0) return null;
          return (
            <CommandGroup key={group} heading={heading}>
              {matching.map((command) => (
                <CommandItem
                  key={command.id}
                  value={`command ${command.id}`}
                  onSelect={() =>
                    choose(
                      command.run,
                      group === 'pages' && command.href
                        ? { kind: 'page', label: command.label, href: command.href }
                        : undefined,
                    )
                  }
                >
                  {command.Icon ? <command.Icon aria-hidden="true" /> : <TenantMark name={command.label} />}
                  <CommandText label={command.label} />
                </CommandItem>
              ))}
            </CommandGroup>
          );
        })}
      </CommandList>
    </Command>
  );
}

function CommandText({ label, hint }: { label: string; hint?: ReactNode }) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint && <span className="max-w-[50%] shrink-0 truncate text-xs text-muted-foreground">{hint}</span>}
    </>
  );
}

function matches({ label, words = '' }: Deed, typed: string): boolean {
  const text = `${label} ${words}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
