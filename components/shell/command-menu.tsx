'use client';

import { Languages, LogOut, Moon, Plus, Sun } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Dialog as DialogPrimitive, VisuallyHidden } from 'radix-ui';
import { type ComponentProps, useEffect } from 'react';
import { localeNames } from '@/components/preferences/locale-names';
import { useChangeLocale } from '@/components/preferences/use-change-locale';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { overlayClasses } from '@/components/ui/dialog-frame';
import { useFocusReturn } from '@/components/ui/use-focus-return';
import { locales } from '@/messages/locales';
import { navigation } from './navigation';
import { useSession } from './session';
import { signOutHere } from './sign-out';
import { TenantMark } from './tenant-mark';

type CommandMenuProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Goes anywhere and does the everyday things, by typing. Opens with ⌘K or Ctrl K. */
export function CommandMenu({ open, onOpenChange }: CommandMenuProps) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const router = useRouter();
  const locale = useLocale();
  const { resolvedTheme, setTheme } = useTheme();
  const { changeLocale } = useChangeLocale();
  const { tenant, tenants } = useSession();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onOpenChange(!open);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [open, onOpenChange]);

  function choose(action: () => void) {
    onOpenChange(false);
    action();
  }

  const destinations = navigation
    .flatMap((group) => group.destinations)
    .filter(({ permission }) => tenant.permissions.includes(permission));
  const otherTenants = tenants.filter((candidate) => candidate.slug !== tenant.slug);
  return (
    <DialogPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={overlayClasses} />
        <CommandFrame className="fixed top-[14vh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-xl bg-surface shadow-dialog outline-none data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in">
          <VisuallyHidden.Root>
            <DialogPrimitive.Title>{t('commandMenu')}</DialogPrimitive.Title>
          </VisuallyHidden.Root>
          <Command>
            <CommandInput placeholder={t('commandPlaceholder')} aria-label={t('commandPlaceholder')} />
            <CommandList>
              <CommandEmpty>{common('nothingFound')}</CommandEmpty>
              <CommandGroup heading={t('goTo')}>
                {destinations.map(({ key, Icon }) => (
                  <CommandItem key={key} onSelect={() => choose(() => router.push(`/${tenant.slug}/${key}`))}>
                    <Icon aria-hidden="true" />
                    {t(`pages.${key}`)}
                  </CommandItem>
                ))}
              </CommandGroup>
              <CommandGroup heading={common('actions')}>
                <CommandItem onSelect={() => choose(() => router.push(`/${tenant.slug}/keys?create=true`))}>
                  <Plus aria-hidden="true" />
                  {t('createKey')}
                </CommandItem>
                {tenant.permissions.includes('channels:write') && (
                  <CommandItem
                    onSelect={() => choose(() => router.push(`/${tenant.slug}/channels?create=true`))}
                  >
                    <Plus aria-hidden="true" />
                    {t('createChannel')}
                  </CommandItem>
                )}
                <CommandItem
                  onSelect={() => choose(() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark'))}
                >
                  {resolvedTheme === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
                  {common('toggleTheme')}
                </CommandItem>
                {locales
                  .filter((candidate) => candidate !== locale)
                  .map((candidate) => (
                    <CommandItem key={candidate} onSelect={() => choose(() => changeLocale(candidate))}>
                      <Languages aria-hidden="true" />
                      <span lang={candidate}>{localeNames[candidate]}</span>
                    </CommandItem>
                  ))}
                <CommandItem onSelect={() => choose(() => void signOutHere())}>
                  <LogOut aria-hidden="true" />
                  {t('signOut')}
                </CommandItem>
              </CommandGroup>
              {otherTenants.length > 0 && (
                <CommandGroup heading={t('tenants')}>
                  {otherTenants.map((candidate) => (
                    <CommandItem
                      key={candidate.slug}
                      value={`${candidate.name} ${candidate.slug}`}
                      onSelect={() => choose(() => router.push(`/${candidate.slug}/overview`))}
                    >
                      <TenantMark name={candidate.name} />
                      {candidate.name}
                    </CommandItem>
                  ))}
                </CommandGroup>
              )}
            </CommandList>
          </Command>
        </CommandFrame>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

function CommandFrame(props: ComponentProps<typeof DialogPrimitive.Content>) {
  return <DialogPrimitive.Content aria-describedby={undefined} {...useFocusReturn()} {...props} />;
}
