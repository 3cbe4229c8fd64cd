'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { fromWallTime, toWallTime } from '@/components/format/wall-time';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { FilterForm } from './filter-form';
import { faultOfBounds, type TimeBounds } from './time-range';

type FreeRangeFormProps = {
  initial: TimeBounds | null;
  timeZone: string;
  onCancel: () => void;
  onSubmit: (bounds: TimeBounds) => void;
};

/** Two moments, typed or chosen, in the reader's time zone. */
export function FreeRangeForm({ initial, timeZone, onCancel, onSubmit }: FreeRangeFormProps) {
  const t = useTranslations('filters');
  const common = useTranslations('common');
  const [from, setFrom] = useState(initial ? toWallTime(new Date(initial.from), timeZone) : '');
  const [to, setTo] = useState(initial ? toWallTime(new Date(initial.to), timeZone) : '');
  const [fault, setFault] = useState<ReturnType<typeof faultOfBounds>>(null);

  function submit() {
    const [start, end] = [fromWallTime(from, timeZone), fromWallTime(to, timeZone)];
    const wrong = faultOfBounds(start, end);
    setFault(wrong);
    if (start && end && !wrong) onSubmit({ from: start.toISOString(), to: end.toISOString() });
  }

  return (
    <FilterForm onSubmit={submit} aside={{ label: common('cancel'), onClick: onCancel }}>
      <Field label={t('from')}>
        <Input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field
        label={t('to')}
        hint={t('inTimeZone', { timeZone })}
        error={fault ? t(`rangeFaults.${fault}`) : undefined}
      >
        <Input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
    </FilterForm>
  );
}
