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
import { CreateKeyDialog } from './create-key-dialog';
import { KeyTable } from './key-table';
import { type KeyWithSecret, SecretDialog } from './secret-dialog';

export function KeysPage() {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('keys:write');
  const mayWriteAll = useMay('keys:write-all');
  const [creating, setCreating] = useQueryState('create', parseAsBoolean.withDefault(false));
  const [made, setMade] = useState<KeyWithSecret>();
  const keys = useQuery(trpc.keys.list.queryOptions({ tenant }));

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
      <QueryView query={keys} skeleton={<SkeletonRows />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('empty')} description={t('emptyDescription')} action={createButton} />
          ) : (
            <KeyTable keys={items} onRotated={setMade} />
          )
        }
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
