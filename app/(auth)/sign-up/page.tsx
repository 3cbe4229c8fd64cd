import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NoSignUp } from '@/components/auth/no-sign-up';
import { SignUpForm } from '@/components/auth/sign-up-form';
import { environment } from '@/server/platform/env';
import { isSignedIn } from '../../server-session';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  const { signUp } = environment();
  return { title: t(signUp === 'open' ? 'signUp.title' : `noSignUp.${signUp}Title`) };
}

export default async function SignUpPage() {
  if (await isSignedIn()) redirect('/dashboard');
  const { signUp } = environment();
  return signUp === 'open' ? <SignUpForm /> : <NoSignUp reason={signUp} />;
}
