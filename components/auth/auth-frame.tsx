import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { LocaleMenu } from '@/components/preferences/locale-menu';
import { ThemeButton } from '@/components/preferences/theme-button';
import { WovenPanel } from './woven-panel';

/** Form on one side, cloth on the other. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('landing');
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex flex-col">
        <header className="flex items-center gap-1 px-4 py-4 sm:px-8">
          <Link href="/" aria-label={t('home')} className="mr-auto rounded-md py-1.5">
            <Logo />
          </Link>
          <LocaleMenu />
          <ThemeButton />
        </header>
        <main className="grid flex-1 place-items-center px-4 pt-6 pb-20 sm:px-8">
          <div className="w-full max-w-sm">{children}</div>
        </main>
      </div>
      <WovenPanel />
    </div>
  );
}
