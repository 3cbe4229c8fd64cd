'use client';

import { Menu, Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PageGate } from '@/components/access/page-gate';
import { LogoMark } from '@/components/brand/logo';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { CommandMenu } from './command-menu';
import { useTenant } from './session';
import { SidebarNavigation } from './sidebar-navigation';
import { TenantSwitcher } from './tenant-switcher';
import { UserMenu } from './user-menu';

/** Sidebar on wide screens, a bar with a drawer on narrow ones, and the page. */
export function DashboardShell({ children }: { children: ReactNode }) {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const tenant = useTenant();
  const [menuOpen, setMenuOpen] = useState(false);
  const [commandOpen, setCommandOpen] = useState(false);

  const search = (
    <button
      type="button"
      onClick={() => {
        setMenuOpen(false);
        setCommandOpen(true);
      }}
      className="flex h-8.5 w-full items-center gap-2.5 rounded-md border bg-surface px-2.5 text-[13px] text-muted-foreground shadow-card hover:border-border-strong"
    >
      <Search aria-hidden="true" className="size-3.5" />
      <span className="flex-1 text-left">{t('find')}</span>
      <Kbd aria-hidden="true">⌘K</Kbd>
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
        <div className="border-t p-2">
          <UserMenu />
        </div>
      </aside>

      <header className="sticky top-0 z-40 flex h-14 items-center gap-1 border-b bg-background/90 px-3 backdrop-blur-md lg:hidden">
        <Link href={`/${tenant}/overview`} aria-label={t('pages.overview')} className="rounded-md p-2.5">
          <LogoMark className="size-5.5" />
        </Link>
        <div className="mr-auto min-w-0 max-w-56">
          <TenantSwitcher />
        </div>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('commandMenu')}
          onClick={() => setCommandOpen(true)}
        >
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
              <div className="w-full">
                <UserMenu />
              </div>
            }
          >
            <SidebarNavigation onNavigate={() => setMenuOpen(false)} />
          </SheetContent>
        </Sheet>
      </header>

      <main
        id="content"
        tabIndex={-1}
        className="min-w-0 px-4 pt-6 pb-20 outline-none has-data-full-page:p-0! sm:px-8 lg:pt-8"
      >
        <div className="mx-auto max-w-6xl has-data-full-page:max-w-none">
          <PageGate>{children}</PageGate>
        </div>
      </main>
      <CommandMenu open={commandOpen} onOpenChange={setCommandOpen} />
    </div>
  );
}
