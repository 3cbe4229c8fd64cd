import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NewTenantForm } from '@/components/auth/new-tenant-form';
import { isSignedIn } from '../../server-session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.newTenant');
  return { title: t('title') };
}

export default async function NewTenantPage() {
  if (!(await isSignedIn())) redirect('/sign-in?next=/new');
  return <NewTenantForm />;
}
