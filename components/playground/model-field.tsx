'use client';

import { useTranslations } from 'next-intl';
import { Combobox } from '@/components/ui/combobox';

export type ModelOption = { name: string; hint: string };

type ModelFieldProps = {
  model: string;
  models: readonly ModelOption[];
  onChange: (model: string) => void;
  className?: string;
  id?: string;
};

/** The model that is asked. One that no channel lists, named by a link for example, can be chosen all the same. */
export function ModelField({ model, models, onChange, ...control }: ModelFieldProps) {
  const t = useTranslations('playground');
  const listed = models.some(({ name }) => name === model);
  const all = listed || model === '' ? models : [{ name: model, hint: '' }, ...models];
  return (
    <Combobox
      {...(control.id === undefined ? { 'aria-label': t('model') } : {})}
      {...control}
      value={model}
      onValueChange={onChange}
      options={all.map(({ name, hint }) => ({ value: name, label: name, hint }))}
      placeholder={t('chooseModel')}
      searchPlaceholder={t('findModel')}
    />
  );
}
