'use client';

import { Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import type { ChannelRemedy, ChannelTrial } from './channel';
import type { ModelDraft } from './channel-draft';
import { TrialNote } from './trial-note';

type TryDraftProps = {
  models: readonly ModelDraft[];
  trial: ChannelTrial | undefined;
  pending: boolean;
  onTry: (upstream: string) => void;
  onRemedy: ((remedy: ChannelRemedy) => void) | undefined;
};

/** Tests what stands in the form before it is saved. */
export function TryDraft({ models, trial, pending, onTry, onRemedy }: TryDraftProps) {
  const t = useTranslations('channels');
  const [picked, setPicked] = useState('');
  const upstreams = [...new Set(models.map(({ upstream }) => upstream))];
  const model = upstreams.includes(picked) ? picked : upstreams[0];
  return (
    <div className="flex flex-col gap-3 rounded-lg border bg-sunken/30 p-4">
      <div className="flex items-end gap-2">
        <Field label={t('testModel')} className="min-w-0 flex-1">
          <Combobox
            value={model ?? ''}
            onValueChange={setPicked}
            disabled={upstreams.length === 0}
            options={upstreams.map((name) => ({ value: name, label: name }))}
            placeholder={t('noModelYet')}
            searchPlaceholder={t('findModel')}
            className="font-mono text-[13px]"
          />
        </Field>
        <Button pending={pending} disabled={model === undefined} onClick={() => model && onTry(model)}>
          {!pending && <Zap aria-hidden="true" />}
          {t('test')}
        </Button>
      </div>
      <p className="text-xs text-muted-foreground">{t('testBeforeSaving')}</p>
      <div aria-live="polite">{trial && <TrialNote trial={trial} onRemedy={onRemedy} />}</div>
    </div>
  );
}
