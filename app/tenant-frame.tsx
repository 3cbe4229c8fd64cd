import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/api-provider';
import { ViewerTimeZoneProvider } from '@/components/format/viewer-time-zone';
import { DashboardShell } from '@/components/shell/dashboard-shell';
import { SessionProvider } from '@/components/shell/session';
import { ClientMessages, dashboardSections } from './client-messages';
import { gatewayAddress } from './gateway-address';
import type { Account } from './server-session';

type TenantFrameProps = { account: Account; tenant: Account['tenants'][number]; children: ReactNode };

/** What stands around all pages of a tenant for one of its members. */
export async function TenantFrame({ account, tenant, children }: TenantFrameProps) {
  const session = {
    user: account.user,
    tenants: account.tenants,
    tenant,
    gatewayAddress: await gatewayAddress(),
  };
  return (
    <ClientMessages sections={dashboardSections}>
      <ApiProvider key={tenant.slug}>
        <ViewerTimeZoneProvider chosen={account.user.timeZone}>
          <SessionProvider session={session}>
            <DashboardShell>{children}</DashboardShell>
          </SessionProvider>
        </ViewerTimeZoneProvider>
      </ApiProvider>
    </ClientMessages>
  );
}
