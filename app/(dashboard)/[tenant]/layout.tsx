import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageGate } from '@/components/access/page-gate';
import { isTenantPath } from '@/components/shell/tenant-pages';
import { currentAccount } from '../../server-session';
import { TenantFrame } from '../../tenant-frame';

type TenantLayoutProps = { params: Promise<{ tenant: string }>; children: ReactNode };

/** The pages of a tenant, for its members. To everybody else a tenant that exists looks like one that does not. */
export default async function TenantLayout({ params, children }: TenantLayoutProps) {
  const [{ tenant: slug }, account] = await Promise.all([params, currentAccount()]);
  if (!account) {
    const path = (await headers()).get('x-heddle-path') ?? `/${slug}/overview`;
    // Signing in would lead to nothing.
    if (!isTenantPath(path)) notFound();
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  const tenant = account.tenants.find((candidate) => candidate.slug === slug);
  if (!tenant) notFound();
  return (
    <TenantFrame account={account} tenant={tenant}>
      <PageGate>{children}</PageGate>
    </TenantFrame>
  );
}
