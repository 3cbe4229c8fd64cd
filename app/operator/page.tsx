import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TenantsPage } from '@/components/operator/tenants-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('operator.tenants');
  return { title: t('title') };
}

export default function OperatorRoute() {
  return <TenantsPage />;
}
