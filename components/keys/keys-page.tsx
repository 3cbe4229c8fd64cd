'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useState } from 'react';
import { MoreButton } from '@/components/api/more-button';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { KeyWithSecret } from './api-key';
import { CreateKeyDialog } from './create-key-dialog';
import { KeyTable } from './key-table';
import { KeyToolbar } from './key-toolbar';
import { NoKeys } from './no-keys';
import { SecretDialog } from './secret-dialog';
import { useKeyPages } from './use-key-pages';
import { useKeyView } from './use-key-view';

export function KeysPage() {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('keys:write');
  const mayWriteAll = useMay('keys:write-all');
  const [creating, setCreating] = useQueryState('create', parseAsBoolean.withDefault(false));
  const [made, setMade] = useState<KeyWithSecret>();
  const view = useKeyView();
  const keys = useKeyPages(view.input);
  const counts = useQuery(
    trpc.keys.count.queryOptions({ tenant, ...view.filter }, { placeholderData: keepPreviousData }),
  );
  const isEmpty = counts.data?.working === 0 && counts.data.ended === 0 && !view.isFiltered;

  const createButton = mayWrite && (
    <Button variant="primary" onClick={() => void setCreating(true)}>
      <Plus aria-hidden="true" />
      {t('create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t(mayWriteAll ? 'description' : 'descriptionForMembers')}
        actions={createButton}
      />
      {!isEmpty && <KeyToolbar view={view} counts={counts.data} />}
      <QueryView query={keys} skeleton={<SkeletonRows />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <NoKeys view={view} counts={counts.data} action={createButton} />
          ) : (
            <>
              <KeyTable keys={items} more={keys.hasNextPage} view={view} onRotated={setMade} />
              <MoreButton query={keys} />
            </>
          );
        }}
      </QueryView>
      <CreateKeyDialog
        open={creating}
        onClose={() => void setCreating(null)}
        onCreated={(key) => {
          void setCreating(null);
          setMade(key);
        }}
      />
      <SecretDialog created={made} onClose={() => setMade(undefined)} />
    </>
  );
}
