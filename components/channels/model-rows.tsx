'use client';

import { CornerDownRight, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { type ModelDraft, modelDraft } from './channel-draft';

type ModelRowsProps = {
  models: readonly ModelDraft[];
  /** Names that the provider is known to have. */
  suggestions: readonly string[];
  onChange: (models: readonly ModelDraft[]) => void;
};

/** The models of a channel: the name clients use, and the provider's where it differs. */
export function ModelRows({ models, suggestions, onChange }: ModelRowsProps) {
  const t = useTranslations('channels');
  const missing = suggestions.filter(
    (name) => !models.some((model) => model.name === name || model.upstream === name),
  );

  function change(key: number, part: Partial<ModelDraft>) {
    onChange(models.map((model) => (model.key === key ? { ...model, ...part } : model)));
  }

  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-[13px] leading-none font-medium">{t('models')}</legend>
      <div
        aria-hidden="true"
        className="mb-1.5 flex gap-x-3 text-xs text-muted-foreground sm:grid sm:grid-cols-[1fr_1fr_2rem] sm:gap-x-2"
      >
        <span>{t('publicName')}</span>
        <span className="flex items-center gap-1">
          <CornerDownRight className="size-3.5 sm:hidden" />
          {t('upstreamName')}
        </span>
      </div>
      <ul className="flex flex-col gap-2">
        {models.map((model, index) => (
          <li
            key={model.key}
            className="grid grid-cols-[minmax(0,1fr)_2.5rem] items-center gap-x-2 gap-y-1.5 max-sm:pb-2 sm:grid-cols-[1fr_1fr_2rem]"
          >
            <Input
              aria-label={t('publicNameOf', { number: index + 1 })}
              required={models.length === 1}
              maxLength={200}
              value={model.name}
              onChange={(event) => change(model.key, { name: event.target.value })}
              className="font-mono text-[13px]"
            />
            <div className="flex items-center gap-2">
              <CornerDownRight
                aria-hidden="true"
                className="size-4 shrink-0 text-muted-foreground sm:hidden"
              />
              <Input
                aria-label={t('upstreamNameOf', { number: index + 1 })}
                maxLength={200}
                placeholder={model.name || t('same')}
                value={model.upstream}
                onChange={(event) => change(model.key, { upstream: event.target.value })}
                className="font-mono text-[13px]"
              />
            </div>
            <Button
              variant="ghost"
              size="iconSmall"
              className="max-sm:col-start-2 max-sm:row-start-1"
              aria-label={t('removeModel', { number: index + 1 })}
              disabled={models.length === 1}
              onClick={() => onChange(models.filter((candidate) => candidate.key !== model.key))}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <Button size="small" onClick={() => onChange([...models, modelDraft()])}>
          <Plus aria-hidden="true" />
          {t('addModel')}
        </Button>
        {missing.map((name) => (
          <Button
            key={name}
            size="small"
            variant="ghost"
            className="border border-dashed font-mono text-xs"
            onClick={() => onChange([...models.filter((model) => model.name !== ''), modelDraft(name)])}
          >
            <Plus aria-hidden="true" />
            {name}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
