import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { FormHeading } from './form-heading';

/** Why no account can be made here, and what to do instead. */
export function NoSignUp({ reason }: { reason: 'invite' | 'closed' }) {
  const t = useTranslations('auth');
  return (
    <div className="flex flex-col items-start gap-5">
      <FormHeading title={t(`noSignUp.${reason}Title`)}>{t(`noSignUp.${reason}Body`)}</FormHeading>
      <Button asChild variant="primary">
        <Link href="/sign-in">{t('signIn.submit')}</Link>
      </Button>
    </div>
  );
}
