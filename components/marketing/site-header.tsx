import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { LocaleMenu } from '@/components/preferences/locale-menu';
import { ThemeButton } from '@/components/preferences/theme-button';
import { Button } from '@/components/ui/button';

type SiteHeaderProps = {
  /** Offers the way to the dashboard in place of sign-in and sign-up. */
  signedIn: boolean;
  /** Whether anybody may make an account. */
  maySignUp: boolean;
};

export function SiteHeader({ signedIn, maySignUp }: SiteHeaderProps) {
  const t = useTranslations('landing');
  return (
    <header className="sticky top-0 z-40 border-b border-transparent bg-background/85 backdrop-blur-md">
      <div className="mx-auto flex h-15 max-w-6xl items-center gap-1 px-4 sm:px-6">
        <Link href="/" aria-label={t('home')} className="mr-auto flex h-10 items-center rounded-md">
          <Logo />
        </Link>
        <LocaleMenu />
        <ThemeButton />
        {signedIn ? (
          <Button asChild variant="primary" size="small" className="ml-2">
            <Link href="/dashboard">{t('openDashboard')}</Link>
          </Button>
        ) : (
          <>
            <Button asChild variant="ghost" size="small" className="ml-1">
              <Link href="/sign-in">{t('signIn')}</Link>
            </Button>
            {maySignUp && (
              <Button asChild variant="primary" size="small" className="max-[26rem]:hidden">
                <Link href="/sign-up">{t('start')}</Link>
              </Button>
            )}
          </>
        )}
      </div>
    </header>
  );
}
