import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LostThread } from '@/components/marketing/lost-thread';
import { Button } from '@/components/ui/button';

export default async function NotFound() {
  const t = await getTranslations('notFound');
  return (
    <LostThread
      title={t('title')}
      body={t('body')}
      action={
        <Button asChild variant="primary">
          <Link href="/">{t('home')}</Link>
        </Button>
      }
    />
  );
}
