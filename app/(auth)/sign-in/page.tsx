import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '@/components/auth/sign-in-form';
import { environment } from '@/server/platform/env';
import { isSignedIn } from '../../server-session';
import { nextPath } from '../next-path';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.signIn');
  return { title: t('submit') };
}

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const next = nextPath(query.next);
  if (await isSignedIn()) redirect(next);
  return <SignInForm next={next} signUp={environment().signUp} />;
}
