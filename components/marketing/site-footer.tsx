import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';

export function SiteFooter() {
  const t = useTranslations('landing.footer');
  return (
    <footer className="border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-10 sm:px-6">
        <div>
          <Logo />
          <p className="mt-2 max-w-sm text-[13px] leading-relaxed text-muted-foreground">{t('meaning')}</p>
        </div>
        <p className="text-[13px] text-muted-foreground">
          {t('licence')} ·{' '}
          <Link href="/docs" className="link-thread">
            {t('documentation')}
          </Link>{' '}
          ·{' '}
          <a href="/api/v1/openapi.json" className="link-thread">
            OpenAPI
          </a>
        </p>
      </div>
    </footer>
  );
}
