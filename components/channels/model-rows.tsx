'use client';

import { Plus, X } from 'lucide-react';
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
    <fieldset>
      <legend className="mb-2 text-[13px] leading-none font-medium">{t('models')}</legend>
      <div
        aria-hidden="true"
        className="mb-1 grid grid-cols-[1fr_1fr_2rem] gap-2 text-xs text-muted-foreground"
      >
        <span>{t('publicName')}</span>
        <span>{t('upstreamName')}</span>
      </div>
      <ul className="flex flex-col gap-2">
        {models.map((model, index) => (
          <li key={model.key} className="grid grid-cols-[1fr_1fr_2rem] items-center gap-2">
            <Input
              aria-label={t('publicNameOf', { number: index + 1 })}
              required={models.length === 1}
              maxLength={200}
              value={model.name}
              onChange={(event) => change(model.key, { name: event.target.value })}
              className="font-mono text-[13px]"
            />
            <Input
              aria-label={t('upstreamNameOf', { number: index + 1 })}
              maxLength={200}
              placeholder={model.name || t('same')}
              value={model.upstream}
              onChange={(event) => change(model.key, { upstream: event.target.value })}
              className="font-mono text-[13px]"
            />
            <Button
              variant="ghost"
              size="iconSmall"
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
