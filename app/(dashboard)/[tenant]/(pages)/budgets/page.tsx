import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BudgetsPage } from '@/components/budgets/budgets-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.pages');
  return { title: t('budgets') };
}

export default function BudgetsRoute() {
  return <BudgetsPage />;
}
