import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/api-provider';
import { ViewerTimeZoneProvider } from '@/components/format/viewer-time-zone';
import { OperatorFrame } from '@/components/operator/operator-frame';
import { ClientMessages, dashboardSections } from '../client-messages';
import { currentAccount } from '../server-session';

/** The pages of whoever runs the deployment. To everybody else there is nothing here. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const account = await currentAccount();
  if (!account) redirect('/sign-in?next=/operator');
  if (!account.user.isOperator) notFound();
  return (
    <ClientMessages sections={dashboardSections}>
      <ApiProvider>
        <ViewerTimeZoneProvider chosen={account.user.timeZone}>
          <OperatorFrame>{children}</OperatorFrame>
        </ViewerTimeZoneProvider>
      </ApiProvider>
    </ClientMessages>
  );
}
