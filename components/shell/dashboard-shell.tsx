'use client';

import { Menu, Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useState } from 'react';
import { LogoMark } from '@/components/brand/logo';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { HelpMenu } from './help-menu';
import { useTenant } from './session';
import { SidebarNavigation } from './sidebar-navigation';
import { TenantSwitcher } from './tenant-switcher';
import { useModifierKey } from './use-modifier-key';
import { useShellKeys } from './use-shell-keys';
import { UserMenu } from './user-menu';

const CommandMenu = dynamic(() => import('./command/command-menu').then((module) => module.CommandMenu));
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog').then((module) => module.ShortcutsDialog));

/** Sidebar on wide screens, a bar with a drawer on narrow ones, and the page. */
export function DashboardShell({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const tenant = useTenant();
  const [menuOpen, setMenuOpen] = useState(false);
  const [commandOpen, setCommandOpen] = useState(false);
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  // Both come with their code when they are first wanted, and stay for their way out.
  const [wanted, setWanted] = useState({ command: false, shortcuts: false });
  const modifier = useModifierKey();
  const changeCommand = useCallback((open: boolean) => {
    setCommandOpen(open);
    if (open) setWanted((before) => ({ ...before, command: true }));
  }, []);
  const showShortcuts = useCallback(() => {
    setShortcutsOpen(true);
    setWanted((before) => ({ ...before, shortcuts: true }));
  }, []);
  const toggleCommand = useCallback(() => changeCommand(!commandOpen), [changeCommand, commandOpen]);
  useShellKeys({ onCommandMenu: toggleCommand, onShortcuts: showShortcuts });

  const search = (
    <button
      type="button"
      onClick={() => {
        setMenuOpen(false);
        changeCommand(true);
      }}
      className="flex h-8.5 w-full items-center gap-2.5 rounded-md border bg-surface px-2.5 text-[13px] text-muted-foreground shadow-card hover:border-border-strong"
    >
      <Search aria-hidden="true" className="size-3.5" />
      <span className="flex-1 text-left">{t('find')}</span>
      <Kbd aria-hidden="true">
        <span suppressHydrationWarning>{modifier}</span>&thinsp;K
      </Kbd>
    </button>
  );

  return (
    <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-sm text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {common('skipToContent')}
      </a>

      <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-sunken/50 lg:flex">
        <div className="flex flex-col gap-2.5 p-3">
          <TenantSwitcher />
          {search}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
          <SidebarNavigation />
        </div>
        <div className="flex items-center gap-1 border-t p-2">
          <div className="min-w-0 flex-1">
            <UserMenu />
          </div>
          <HelpMenu onShortcuts={showShortcuts} />
        </div>
      </aside>

      <header className="sticky top-0 z-40 flex h-14 items-center gap-1 border-b bg-background/90 px-3 backdrop-blur-md lg:hidden">
        <Link href={`/${tenant}/overview`} aria-label={t('pages.overview')} className="rounded-md p-2.5">
          <LogoMark className="size-5.5" />
        </Link>
        <div className="mr-auto min-w-0 max-w-56">
          <TenantSwitcher />
        </div>
        <Button variant="ghost" size="icon" aria-label={t('commandMenu')} onClick={() => changeCommand(true)}>
          <Search aria-hidden="true" />
        </Button>
        <Sheet open={menuOpen} onOpenChange={setMenuOpen}>
          <SheetTrigger asChild>
            <Button variant="ghost" size="icon" aria-label={t('openNavigation')}>
              <Menu aria-hidden="true" />
            </Button>
          </SheetTrigger>
          <SheetContent
            side="left"
            title={t('navigation')}
            className="max-w-72"
            footer={
              <div className="flex w-full items-center gap-1">
                <div className="min-w-0 flex-1">
                  <UserMenu />
                </div>
                <HelpMenu
                  onShortcuts={() => {
                    setMenuOpen(false);
                    showShortcuts();
                  }}
                />
              </div>
            }
          >
            <SidebarNavigation onNavigate={() => setMenuOpen(false)} />
          </SheetContent>
        </Sheet>
      </header>

      <main id="content" tabIndex={-1} className="min-w-0 px-4 pt-6 pb-20 outline-none sm:px-8 lg:pt-8">
        <div className="mx-auto max-w-6xl">{children}</div>
      </main>
      {wanted.command && (
        <CommandMenu open={commandOpen} onOpenChange={changeCommand} onShortcuts={showShortcuts} />
      )}
      {wanted.shortcuts && <ShortcutsDialog open={shortcutsOpen} onOpenChange={setShortcutsOpen} />}
    </div>
  );
}
