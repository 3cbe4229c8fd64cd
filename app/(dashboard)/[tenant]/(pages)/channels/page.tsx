import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChannelsPage } from '@/components/channels/channels-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('channels') };
}

export default function ChannelsRoute() {
  return <ChannelsPage />;
}
