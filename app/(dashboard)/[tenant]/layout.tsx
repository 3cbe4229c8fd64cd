import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/api-provider';
import { DashboardShell } from '@/components/shell/dashboard-shell';
import { SessionProvider } from '@/components/shell/session';
import { ClientMessages, dashboardSections } from '../../client-messages';
import { gatewayAddress } from '../../gateway-address';
import { currentAccount } from '../../server-session';

type TenantLayoutProps = { params: Promise<{ tenant: string }>; children: ReactNode };

/** The pages of a tenant, for its members. To everybody else a tenant that exists looks like one that does not. */
export default async function TenantLayout({ params, children }: TenantLayoutProps) {
  const [{ tenant: slug }, account] = await Promise.all([params, currentAccount()]);
  if (!account) {
    const path = (await headers()).get('x-heddle-path') ?? `/${slug}/overview`;
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  const tenant = account.tenants.find((candidate) => candidate.slug === slug);
  if (!tenant) notFound();
  const session = {
    user: account.user,
    tenants: account.tenants,
    tenant,
    gatewayAddress: await gatewayAddress(),
  };
  return (
    <ClientMessages sections={dashboardSections}>
      <ApiProvider key={tenant.slug}>
        <SessionProvider session={session}>
          <DashboardShell>{children}</DashboardShell>
        </SessionProvider>
      </ApiProvider>
    </ClientMessages>
  );
}
