'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type LimitDraft, meters, periods, toLimit } from './limit-draft';
import { ModelsField } from './models-field';
import { RuleFrame } from './rule-frame';
import { useLimitSentence } from './use-limit-sentence';

type LimitRowProps = { draft: LimitDraft; onChange: (draft: LimitDraft) => void; onRemove: () => void };

export function LimitRow({ draft, onChange, onRemove }: LimitRowProps) {
  const t = useTranslations('rules');
  const sentence = useLimitSentence();
  const change = (changes: Partial<LimitDraft>) => onChange({ ...draft, ...changes });
  const atOnce = draft.meter === 'concurrency';
  return (
    <RuleFrame
      sentence={Number(draft.amount) > 0 ? sentence(toLimit(draft)) : t('limitHint')}
      removeLabel={t('removeLimit')}
      onRemove={onRemove}
      more={
        <>
          <ModelsField value={draft.models} onChange={(models) => change({ models })} />
          {!atOnce && (
            <Field label={t('algorithm')} hint={t(`algorithms.${draft.even ? 'bucketHint' : 'windowHint'}`)}>
              <Select
                value={draft.even ? 'bucket' : 'window'}
                onValueChange={(value) => change({ even: value === 'bucket' })}
                options={(['window', 'bucket'] as const).map((value) => ({
                  value,
                  label: t(`algorithms.${value}`),
                }))}
              />
            </Field>
          )}
        </>
      }
    >
      <Field label={t('amount')} className={atOnce ? undefined : 'col-span-2 sm:col-span-1'}>
        <Input
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={1_000_000_000_000}
          step={1}
          value={draft.amount}
          onChange={(event) => change({ amount: event.target.value })}
        />
      </Field>
      <Field label={t('meter')}>
        <Select
          value={draft.meter}
          onValueChange={(value) => change({ meter: meters.find((meter) => meter === value) ?? 'requests' })}
          options={meters.map((value) => ({ value, label: t(`meters.${value}`) }))}
        />
      </Field>
      {!atOnce && (
        <Field label={t('per')}>
          <Select
            value={draft.per}
            onValueChange={(value) => change({ per: periods.find((per) => per === value) ?? 'minute' })}
            options={periods.map((value) => ({ value, label: t(`periods.${value}`) }))}
          />
        </Field>
      )}
    </RuleFrame>
  );
}
