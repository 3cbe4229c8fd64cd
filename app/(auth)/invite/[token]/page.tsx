import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { ClosedInvitation } from '@/components/auth/closed-invitation';
import { InvitationForm } from '@/components/auth/invitation-form';
import { environment } from '@/server/platform/env';
import { currentAccount } from '../../../server-session';
import { readInvitation } from './read-invitation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.invite');
  // The address holds a secret: no other site may learn of it.
  return { title: t('submit'), referrer: 'no-referrer', robots: { index: false } };
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, account] = await Promise.all([readInvitation(await headers(), token), currentAccount()]);
  if (typeof invitation === 'string') return <ClosedInvitation reason={invitation} />;
  return (
    <InvitationForm
      token={token}
      invitation={invitation}
      signedInAs={account?.user.email ?? null}
      mayMakeAccount={environment().signUp !== 'closed'}
    />
  );
}
