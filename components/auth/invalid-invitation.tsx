import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { FormHeading } from './form-heading';

export function InvalidInvitation() {
  const t = useTranslations('auth.invite');
  return (
    <div className="flex flex-col items-start gap-5">
      <FormHeading title={t('invalidTitle')}>{t('invalidBody')}</FormHeading>
      <Button asChild>
        <Link href="/">{t('home')}</Link>
      </Button>
    </div>
  );
}
