import { redirect } from 'next/navigation';
import { currentAccount } from '../server-session';

/** Where signing in leads: to the person's first tenant, or to making one. */
export default async function DashboardPage() {
  const account = await currentAccount();
  if (!account) redirect('/sign-in');
  const [tenant] = account.tenants;
  redirect(tenant ? `/${tenant.slug}/overview` : '/new');
}
