import type { ReactNode } from 'react';
import { SiteFooter } from '@/components/marketing/site-footer';
import { SiteHeader } from '@/components/marketing/site-header';
import { environment } from '@/server/platform/env';
import { ClientMessages, publicSections } from '../client-messages';
import { isSignedIn } from '../server-session';

export default async function MarketingLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages sections={publicSections}>
      <SiteHeader signedIn={await isSignedIn()} maySignUp={environment().signUp === 'open'} />
      <main>{children}</main>
      <SiteFooter />
    </ClientMessages>
  );
}
