import type { Metadata, Viewport } from 'next';
import { getTranslations } from 'next-intl/server';
import { Playground } from '@/components/playground/playground';

/** An on-screen keyboard makes the page smaller, so that the composer stays above it. */
export const viewport: Viewport = { interactiveWidget: 'resizes-content' };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('playground') };
}

export default function PlaygroundRoute() {
  return <Playground />;
}
