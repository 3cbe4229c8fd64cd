'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CheckboxList } from '@/components/ui/checkbox-list';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';

/** As many as the eye takes in; more want searching. */
const mostWithoutSearch = 10;

/** Every model, also those that come later, or those of a list. */
export type AllowedModels = 'all' | readonly string[];

type ModelChoiceProps = {
  models: readonly string[];
  allowed: AllowedModels;
  onChange: (allowed: AllowedModels) => void;
};

/** Which models a key may call. */
export function ModelChoice({ models, allowed, onChange }: ModelChoiceProps) {
  const t = useTranslations('keys');
  const [search, setSearch] = useState('');
  const chosen = allowed === 'all' ? [] : allowed;
  // A model that the key may call stays in the list when no channel serves it any more.
  const known = [...new Set([...models, ...chosen])];
  const found = known.filter((model) => model.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <fieldset className="flex flex-col gap-2">
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
      {allowed !== 'all' && (
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
            options={found.map((model) => ({ value: model, label: model }))}
            chosen={chosen}
            onChange={onChange}
            labelClassName="font-mono text-xs"
          />
          <p role="status" className="text-xs text-muted-foreground">
            {chosen.length === 0 ? t('chooseOne') : t('modelCount', { count: chosen.length })}
          </p>
        </>
      )}
    </fieldset>
  );
}
