import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { FormHeading } from './form-heading';

/** Why an invitation's link leads no further. */
export function ClosedInvitation({ reason }: { reason: 'invalid' | 'tooMany' }) {
  const t = useTranslations('auth.invite');
  return (
    <div className="flex flex-col items-start gap-5">
      <FormHeading title={t(`${reason}Title`)}>{t(`${reason}Body`)}</FormHeading>
      <Button asChild>
        <Link href="/">{t('home')}</Link>
      </Button>
    </div>
  );
}
