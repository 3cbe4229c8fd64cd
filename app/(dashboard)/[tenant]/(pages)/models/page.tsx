import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ModelsPage } from '@/components/models/models-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('models') };
}

export default function ModelsRoute() {
  return <ModelsPage />;
}
