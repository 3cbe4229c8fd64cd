'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { timeZoneOptions } from '@/components/settings/time-zone-options';
import { Checkbox } from '@/components/ui/checkbox';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { type BudgetDraft, budgetEffects, budgetPeriods } from './budget-draft';
import { ModelsField } from './models-field';

type BudgetFieldsProps = { draft: BudgetDraft; onChange: (changes: Partial<BudgetDraft>) => void };

export function BudgetAmount({ draft, onChange }: BudgetFieldsProps) {
  const t = useTranslations('rules');
  return (
    <Field label={t('usd')}>
      <Input
        inputMode="decimal"
        required
        pattern="[0-9]{1,7}([.][0-9]{1,9})?"
        placeholder="25.00"
        autoComplete="off"
        value={draft.usd}
        onChange={(event) => onChange({ usd: event.target.value })}
      />
    </Field>
  );
}

export function BudgetPeriod({ draft, onChange }: BudgetFieldsProps) {
  const t = useTranslations('rules');
  return (
    <Field label={t('per')}>
      <Select
        value={draft.per}
        onValueChange={(value) => {
          const per = budgetPeriods.find((each) => each === value) ?? 'month';
          onChange({ per, anchorDay: 1 });
        }}
        options={budgetPeriods.map((value) => ({ value, label: t(`budgetPeriods.${value}`) }))}
      />
    </Field>
  );
}

export function BudgetEffect({ draft, onChange }: BudgetFieldsProps) {
  const t = useTranslations('rules');
  return (
    <Field label={t('effect')} hint={t(`effects.${draft.effect}Hint`)}>
      <Select
        value={draft.effect}
        onValueChange={(value) =>
          onChange({ effect: budgetEffects.find((effect) => effect === value) ?? 'refuse' })
        }
        options={budgetEffects.map((value) => ({ value, label: t(`effects.${value}`) }))}
      />
    </Field>
  );
}

export function BudgetThresholds({ draft, onChange }: BudgetFieldsProps) {
  const t = useTranslations('rules');
  return (
    <Field label={t('thresholds')} hint={t('thresholdsHint')}>
      <Input
        inputMode="numeric"
        pattern="\s*([0-9]{1,3}([\s,]+[0-9]{1,3}){0,9})?[\s,]*"
        autoComplete="off"
        value={draft.thresholds}
        onChange={(event) => onChange({ thresholds: event.target.value })}
      />
    </Field>
  );
}

/** When a period begins: of a total, never again. */
export function BudgetCalendar({ draft, onChange }: BudgetFieldsProps) {
  const t = useTranslations('rules');
  const locale = useLocale();
  const zones = useMemo(() => timeZoneOptions(locale, new Date()), [locale]);
  if (draft.per === 'total') return null;
  const days = draft.per === 'week' ? 7 : draft.per === 'month' ? 28 : 1;
  // Monday was the 5th.
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day));
  return (
    <>
      {days > 1 && (
        <Field label={t('anchorDay')}>
          <Select
            value={String(draft.anchorDay)}
            onValueChange={(value) => onChange({ anchorDay: Number(value) })}
            options={Array.from({ length: days }, (_, index) => index + 1).map((day) => ({
              value: String(day),
              label: draft.per === 'week' ? weekday(day) : t('dayOfMonth', { day }),
            }))}
          />
        </Field>
      )}
      <Field label={t('timeZone')}>
        <Combobox
          value={draft.timeZone}
          onValueChange={(timeZone) => onChange({ timeZone })}
          options={
            zones.some(({ value }) => value === draft.timeZone)
              ? zones
              : [{ value: draft.timeZone, label: draft.timeZone }, ...zones]
          }
          placeholder={t('timeZone')}
          searchPlaceholder={t('findTimeZone')}
        />
      </Field>
    </>
  );
}

/** Whose spending a budget counts. */
export function BudgetScope({ draft, onChange }: BudgetFieldsProps) {
  const t = useTranslations('rules');
  const id = `per-end-user-${draft.key}`;
  return (
    <>
      <ModelsField value={draft.models} onChange={(models) => onChange({ models })} />
      <div className="flex items-start gap-2.5">
        <Checkbox
          id={id}
          className="mt-0.5"
          checked={draft.perEndUser}
          onCheckedChange={(checked) => onChange({ perEndUser: checked === true })}
        />
        <div>
          <Label htmlFor={id}>{t('perEndUser')}</Label>
          <p className="mt-0.5 text-xs leading-relaxed text-muted-foreground">{t('perEndUserHint')}</p>
        </div>
      </div>
    </>
  );
}
