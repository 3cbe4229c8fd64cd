'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Model, ModelUse } from './model';
import { ModelFilters } from './model-filters';
import { ModelSheet } from './model-sheet';
import { ModelTable } from './model-table';
import { PriceSection } from './price-section';
import { applyModelFilter, useModelFilter } from './use-model-filter';

const noModels: readonly Model[] = [];

export function ModelsPage() {
  const t = useTranslations('models');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayAddChannels = useMay('channels:write');
  const [open, setOpen] = useQueryState('model', parseAsString.withOptions({ history: 'push' }));
  const filtering = useModelFilter();
  const { filter, setFilter } = filtering;
  const models = useQuery(trpc.models.list.queryOptions({ tenant }));
  const figures = useQuery(trpc.models.figures.queryOptions({ tenant }));
  const providers = useQuery(trpc.providers.list.queryOptions({}));
  const names = useMemo(
    () => new Map(providers.data?.items.map(({ id, name }) => [id, name])),
    [providers.data],
  );
  const providerName = useCallback((id: string) => names.get(id) ?? id, [names]);
  const use = useMemo(
    () => new Map<string, ModelUse>(figures.data?.items.map((each) => [each.model, each])),
    [figures.data],
  );
  const items = models.data?.items ?? noModels;
  const shown = useMemo(() => applyModelFilter(items, use, filter), [items, use, filter]);
  const openModel = useCallback((name: string) => void setOpen(name), [setOpen]);
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <QueryView query={models} skeleton={<SkeletonRows rows={8} />}>
        {({ truncated }) =>
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
            <>
              <ModelFilters {...filtering} models={items} providerName={providerName} />
              {shown.length === 0 ? (
                <EmptyState title={t('noneFound')} description={t('noneFoundDescription')} />
              ) : (
                <ModelTable
                  models={shown}
                  use={use}
                  providerName={providerName}
                  filter={filter}
                  onSort={(sort, descending) =>
                    void setFilter({
                      sort: sort === 'name' ? null : sort,
                      descending: descending ? 'true' : null,
                    })
                  }
                  onOpen={openModel}
                />
              )}
              <p className="tabular mt-3 text-xs text-muted-foreground">
                {t(truncated ? 'firstOnly' : 'count', { count: shown.length })}
              </p>
            </>
          )
        }
      </QueryView>
      <PriceSection models={models.data?.items} providers={providers.data?.items ?? []} />
      <ModelSheet
        name={open}
        use={open === null ? undefined : use.get(open)}
        providerName={providerName}
        onClose={() => void setOpen(null)}
      />
    </>
  );
}
