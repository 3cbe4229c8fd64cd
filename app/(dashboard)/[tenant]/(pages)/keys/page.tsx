import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { KeysPage } from '@/components/keys/keys-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('keys') };
}

export default function KeysRoute() {
  return <KeysPage />;
}
