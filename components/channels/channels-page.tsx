'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDebounced } from '@/components/ui/use-debounced';
import { BillSheet } from './bill/bill-sheet';
import { BulkActions } from './bulk-actions';
import type { ChannelRemedy, ChannelSummary } from './channel';
import { ChannelFilters } from './channel-filters';
import { ChannelSheet } from './channel-sheet';
import { ChannelTable } from './channel-table';
import { TestChannelDialog } from './test-channel-dialog';
import { TestProgress } from './test-progress';
import { applyFilter, useChannelFilter } from './use-channel-filter';
import { useTestMany } from './use-test-many';

type Editing = { channel: ChannelSummary; remedy?: ChannelRemedy };
type Testing = Pick<ChannelSummary, 'id' | 'name' | 'provider'>;

export function ChannelsPage() {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('channels:write');
  const [creating, setCreating] = useQueryState('create', parseAsBoolean.withDefault(false));
  const [editing, setEditing] = useState<Editing>();
  const [testing, setTesting] = useState<Testing>();
  const [comparing, setComparing] = useState<ChannelSummary>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const filtering = useChannelFilter();
  const { filter, setFilter, isSet } = filtering;
  const search = useDebounced(filter.search.trim());
  const channels = useQuery(
    trpc.channels.list.queryOptions(
      { tenant, ...(search === '' ? {} : { search }) },
      { placeholderData: keepPreviousData },
    ),
  );
  const providers = useQuery(trpc.providers.list.queryOptions({}));
  const known = providers.data?.items ?? [];
  const tests = useTestMany();

  const createButton = mayWrite && (
    <Button variant="primary" onClick={() => void setCreating(true)}>
      <Plus aria-hidden="true" />
      {t('create')}
    </Button>
  );
  const items = channels.data?.items ?? [];
  const shown = applyFilter(items, filter);
  const isEmpty = channels.data?.items.length === 0 && !isSet;
  const chosen = shown.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  const isBuiltIn = (id: string | undefined) => known.some((each) => each.id === id && each.builtIn);

  function remedy(part: ChannelRemedy) {
    const channel = items.find(({ id }) => id === testing?.id);
    setTesting(undefined);
    if (channel) setEditing({ channel, remedy: part });
  }

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            {mayWrite && shown.length > 1 && (
              <Button
                disabled={tests.run?.running}
                onClick={() => void tests.start(shown.map(({ id }) => id))}
              >
                <Zap aria-hidden="true" />
                {t(isSet ? 'testShown' : 'testAll')}
              </Button>
            )}
            {createButton}
          </>
        }
      />
      <QueryView query={channels} skeleton={<SkeletonRows />}>
        {({ nextCursor }) =>
          isEmpty ? (
            <EmptyState title={t('empty')} description={t('emptyDescription')} action={createButton} />
          ) : (
            <>
              <ChannelFilters {...filtering} channels={items} providers={known} />
              {tests.run && <TestProgress run={tests.run} onStop={tests.stop} onDismiss={tests.dismiss} />}
              {chosen.length > 0 && (
                <BulkActions
                  ids={chosen}
                  testing={tests.run?.running === true}
                  onTest={() => void tests.start(chosen)}
                  onClear={() => setSelected(new Set())}
                />
              )}
              {shown.length === 0 ? (
                <EmptyState title={t('noneFound')} description={t('noneFoundDescription')} />
              ) : (
                <ChannelTable
                  channels={shown}
                  providers={known}
                  mayWrite={mayWrite}
                  order={filter.order}
                  onOrder={(order) => void setFilter({ order: order === 'priority' ? null : order })}
                  selected={selected}
                  onSelected={setSelected}
                  onEdit={(channel) => setEditing({ channel })}
                  onTest={setTesting}
                  onCompare={setComparing}
                />
              )}
              <p className="tabular mt-3 text-xs text-muted-foreground">
                {nextCursor === null
                  ? t('count', { count: shown.length })
                  : t('firstOnly', { count: items.length })}
              </p>
            </>
          )
        }
      </QueryView>
      <ChannelSheet
        open={creating || editing !== undefined}
        channel={editing?.channel}
        remedy={editing?.remedy}
        providers={known}
        providersFailure={providers.error?.message}
        recommendsTrial={!items.some(({ provider }) => isBuiltIn(provider))}
        onClose={() => {
          void setCreating(null);
          setEditing(undefined);
        }}
        onSaved={(channel, isNew) => {
          void setCreating(null);
          setEditing(undefined);
          if (isNew) setTesting(channel);
        }}
      />
      <TestChannelDialog
        channel={testing}
        builtIn={isBuiltIn(testing?.provider)}
        onRemedy={remedy}
        onClose={() => setTesting(undefined)}
      />
      <BillSheet channel={comparing} onClose={() => setComparing(undefined)} />
    </>
  );
}
