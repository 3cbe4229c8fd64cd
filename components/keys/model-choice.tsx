'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Segmented } from '@/components/ui/segmented';

type ModelChoiceProps = {
  models: readonly string[];
  /** Empty means every model. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

/** Which models a key may call: all, also those that come later, or a list. */
export function ModelChoice({ models, chosen, onChange }: ModelChoiceProps) {
  const t = useTranslations('keys');
  const id = useId();
  const [limited, setLimited] = useState(chosen.length > 0);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-[13px] leading-none font-medium">{t('models')}</legend>
      <Segmented
        aria-label={t('models')}
        value={limited ? 'some' : 'all'}
        onValueChange={(value) => {
          setLimited(value === 'some');
          if (value === 'all') onChange([]);
        }}
        options={[
          { value: 'all', label: t('allModels') },
          { value: 'some', label: t('someModels') },
        ]}
        className="self-start"
      />
      {limited && (
        <ul className="max-h-44 overflow-y-auto rounded-md border p-1">
          {models.map((model) => (
            <li key={model} className="flex items-center gap-2.5 rounded px-2 py-1.5 hover:bg-muted/60">
              <Checkbox
                id={`${id}-${model}`}
                checked={chosen.includes(model)}
                onCheckedChange={(checked) =>
                  onChange(checked === true ? [...chosen, model] : chosen.filter((name) => name !== model))
                }
              />
              <label htmlFor={`${id}-${model}`} className="min-w-0 flex-1 truncate font-mono text-xs">
                {model}
              </label>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
