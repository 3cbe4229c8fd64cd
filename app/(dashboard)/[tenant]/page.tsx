import { redirect } from 'next/navigation';

export default async function TenantPage({ params }: PageProps<'/[tenant]'>) {
  const { tenant } = await params;
  redirect(`/${tenant}/overview`);
}
