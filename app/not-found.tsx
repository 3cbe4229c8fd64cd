import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LostThread } from '@/components/marketing/lost-thread';
import { OverviewLink } from '@/components/shell/overview-link';
import { Button } from '@/components/ui/button';
import { currentAccount } from './server-session';
import { TenantFrame } from './tenant-frame';

/** An address that nothing has. Whoever is signed in keeps the navigation of their first tenant. */
export default async function NotFound() {
  const [t, account] = await Promise.all([getTranslations('notFound'), currentAccount()]);
  const [tenant] = account?.tenants ?? [];
  const texts = { title: t('title'), body: t('body') };
  if (account && tenant) {
    return (
      <TenantFrame account={account} tenant={tenant}>
        <LostThread inside {...texts} action={<OverviewLink />} />
      </TenantFrame>
    );
  }
  const home = (
    <Button asChild variant="primary">
      <Link href="/">{t('home')}</Link>
    </Button>
  );
  return <LostThread {...texts} action={home} />;
}
