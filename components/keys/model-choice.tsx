'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { CheckboxList } from '@/components/ui/checkbox-list';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import { itemsOf } from './restrictions';

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
        const patterns = chosen.filter(isPattern);
        const names = chosen.filter((name) => !isPattern(name));
        const known = [...new Set([...items.map(({ name }) => name), ...names])];
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
              chosen={names}
              onChange={(changed) => onChange([...changed, ...patterns])}
              labelClassName="font-mono text-xs"
            />
            <PatternField patterns={patterns} onChange={(changed) => onChange([...names, ...changed])} />
            <p role="status" className="text-xs text-muted-foreground">
              {chosen.length === 0 ? t('chooseOne') : t('modelCount', { count: chosen.length })}
            </p>
          </>
        );
      }}
    </QueryView>
  );
}

const isPattern = (model: string) => model.includes('*');

type PatternFieldProps = { patterns: readonly string[]; onChange: (patterns: string[]) => void };

/** Models by pattern, those that come later among them. */
function PatternField({ patterns, onChange }: PatternFieldProps) {
  const t = useTranslations('keys');
  const [text, setText] = useState(patterns.join(', '));
  return (
    <Field
      label={t('patterns')}
      hint={t('patternsHint')}
      error={itemsOf(text).every(isPattern) ? undefined : t('patternsWithoutStar')}
    >
      <Input
        autoComplete="off"
        spellCheck={false}
        placeholder="gpt-4o*, claude-*"
        className="font-mono text-xs"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(itemsOf(event.target.value).filter(isPattern));
        }}
      />
    </Field>
  );
}
