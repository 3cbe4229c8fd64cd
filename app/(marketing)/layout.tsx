import type { ReactNode } from 'react';
import { SiteFooter } from '@/components/marketing/site-footer';
import { SiteHeader } from '@/components/marketing/site-header';
import { environment } from '@/server/platform/env';
import { isSignedIn } from '../server-session';

export default async function MarketingLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader signedIn={await isSignedIn()} maySignUp={environment().signUp === 'open'} />
      <main>{children}</main>
      <SiteFooter />
    </>
  );
}
