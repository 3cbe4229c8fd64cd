import { getTranslations } from 'next-intl/server';
import { LostThread } from '@/components/marketing/lost-thread';
import { OverviewLink } from '@/components/shell/overview-link';

/** An address below a tenant that no page has, for its members: navigation and command menu stay where they are. */
export default async function TenantNotFound() {
  const t = await getTranslations('notFound');
  return <LostThread inside title={t('title')} body={t('body')} action={<OverviewLink />} />;
}
