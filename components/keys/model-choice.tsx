'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { CheckboxList } from '@/components/ui/checkbox-list';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';

/** As many as the eye takes in; more want searching. */
const mostWithoutSearch = 10;

/** Every model, also those that come later, or those of a list. */
export type AllowedModels = 'all' | readonly string[];

type ModelChoiceProps = {
  allowed: AllowedModels;
  onChange: (allowed: AllowedModels) => void;
};

/** Which models a key may call. */
export function ModelChoice({ allowed, onChange }: ModelChoiceProps) {
  const t = useTranslations('keys');
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-[13px] leading-none font-medium">{t('models')}</legend>
      <Segmented
        aria-label={t('models')}
        value={allowed === 'all' ? 'all' : 'some'}
        onValueChange={(value) => onChange(value === 'all' ? 'all' : [])}
        options={[
          { value: 'all', label: t('allModels') },
          { value: 'some', label: t('someModels') },
        ]}
        className="self-start"
      />
      {allowed !== 'all' && <ModelList chosen={allowed} onChange={onChange} />}
    </fieldset>
  );
}

type ModelListProps = { chosen: readonly string[]; onChange: (chosen: string[]) => void };

function ModelList({ chosen, onChange }: ModelListProps) {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [search, setSearch] = useState('');
  const models = useQuery(trpc.models.list.queryOptions({ tenant }));
  return (
    <QueryView query={models} skeleton={<Skeleton className="h-24" />}>
      {({ items }) => {
        // A model that the key may call stays in the list when no channel serves it any more.
        const known = [...new Set([...items.map(({ name }) => name), ...chosen])];
        const found = known.filter((name) => name.toLowerCase().includes(search.trim().toLowerCase()));
        return (
          <>
            {known.length > mostWithoutSearch && (
              <Input
                type="search"
                aria-label={t('findModel')}
                placeholder={t('findModel')}
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
            )}
            <CheckboxList
              options={found.map((name) => ({ value: name, label: name }))}
              chosen={chosen}
              onChange={onChange}
              labelClassName="font-mono text-xs"
            />
            <p role="status" className="text-xs text-muted-foreground">
              {chosen.length === 0 ? t('chooseOne') : t('modelCount', { count: chosen.length })}
            </p>
          </>
        );
      }}
    </QueryView>
  );
}
