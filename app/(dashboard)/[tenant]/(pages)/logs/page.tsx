import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LogsPage } from '@/components/logs/logs-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('logs') };
}

export default function LogsRoute() {
  return <LogsPage />;
}
