'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC, useTRPCClient } from '@/components/api/trpc';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { PlatformTenant } from './platform-tenant';
import { PrivateNetworksDialog } from './private-networks-dialog';
import { TenantTable } from './tenant-table';

export function TenantsPage() {
  const t = useTranslations('operator.tenants');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [editing, setEditing] = useState<PlatformTenant>();
  const tenants = useInfiniteQuery({
    queryKey: [...trpc.platform.listTenants.queryKey(), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.platform.listTenants.query({ limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <QueryView query={tenants} skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => (
          <>
            <TenantTable tenants={pages.flatMap((page) => page.items)} onEdit={setEditing} />
            {tenants.hasNextPage && (
              <div className="mt-4 flex justify-center">
                <Button
                  size="small"
                  pending={tenants.isFetchingNextPage}
                  onClick={() => void tenants.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryView>
      <PrivateNetworksDialog tenant={editing} onClose={() => setEditing(undefined)} />
    </>
  );
}
