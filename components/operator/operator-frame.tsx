import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { LocaleMenu } from '@/components/preferences/locale-menu';
import { ThemeButton } from '@/components/preferences/theme-button';

/** A bar with the way back to the person's own pages, and the page. */
export function OperatorFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('operator');
  return (
    <>
      <header className="sticky top-0 z-40 flex h-14 items-center gap-1 border-b bg-background/90 px-4 backdrop-blur-md sm:px-8">
        <Link href="/dashboard" className="mr-auto flex h-10 items-center rounded-md">
          <Logo />
          <span className="sr-only">{t('back')}</span>
        </Link>
        <LocaleMenu />
        <ThemeButton />
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 pt-6 pb-20 outline-none sm:px-8 lg:pt-8">
        <div className="mx-auto max-w-6xl">{children}</div>
      </main>
    </>
  );
}
