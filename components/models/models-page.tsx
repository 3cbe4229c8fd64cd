'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { ModelTable } from './model-table';
import { PriceSection } from './price-section';

export function ModelsPage() {
  const t = useTranslations('models');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayAddChannels = useMay('channels:write');
  const models = useQuery(trpc.models.list.queryOptions({ tenant }));
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <QueryView query={models} skeleton={<SkeletonRows rows={8} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('empty')}
              description={t(mayAddChannels ? 'emptyDescription' : 'emptyForMembers')}
              action={
                mayAddChannels && (
                  <Button asChild variant="primary">
                    <Link href={`/${tenant}/channels?create=true`}>{t('addChannel')}</Link>
                  </Button>
                )
              }
            />
          ) : (
            <ModelTable models={items} />
          )
        }
      </QueryView>
      <PriceSection models={models.data?.items ?? []} />
    </>
  );
}
