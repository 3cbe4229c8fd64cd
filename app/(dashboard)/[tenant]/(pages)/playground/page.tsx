import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Playground } from '@/components/playground/playground';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('playground') };
}

export default function PlaygroundRoute() {
  return <Playground />;
}
