import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UsagePage } from '@/components/usage/usage-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('usage') };
}

export default function UsageRoute() {
  return <UsagePage />;
}
