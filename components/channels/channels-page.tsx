'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
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
import type { Channel } from './channel';
import { ChannelSheet } from './channel-sheet';
import { ChannelTable } from './channel-table';
import { TestChannelDialog } from './test-channel-dialog';

export function ChannelsPage() {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('channels:write');
  const [creating, setCreating] = useQueryState('create', parseAsBoolean.withDefault(false));
  const [editing, setEditing] = useState<Channel>();
  const [testing, setTesting] = useState<Channel>();
  const channels = useQuery(trpc.channels.list.queryOptions({ tenant }));
  const providers = useQuery(trpc.providers.list.queryOptions({}));

  const createButton = mayWrite && (
    <Button variant="primary" onClick={() => void setCreating(true)}>
      <Plus aria-hidden="true" />
      {t('create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={createButton} />
      <QueryView query={channels} skeleton={<SkeletonRows />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('empty')} description={t('emptyDescription')} action={createButton} />
          ) : (
            <ChannelTable
              channels={items}
              providers={providers.data?.items ?? []}
              mayWrite={mayWrite}
              onEdit={setEditing}
              onTest={setTesting}
            />
          )
        }
      </QueryView>
      <ChannelSheet
        open={creating || editing !== undefined}
        channel={editing}
        providers={providers.data?.items ?? []}
        providersFailure={providers.error?.message}
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
      <TestChannelDialog channel={testing} onClose={() => setTesting(undefined)} />
    </>
  );
}
