'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Popover, PopoverContent } from '@/components/ui/popover';
import { FilterButton } from './filter-button';
import { FilterForm } from './filter-form';
import { type NumberRange, readBound, writeNumberRange } from './number-range';

type NumberFilterProps = {
  label: string;
  /** Stands behind the numbers: ms, $; empty for counts. */
  unit: string;
  value: NumberRange;
  onChange: (value: NumberRange) => void;
  /** Open at first: somebody has just asked for this filter. */
  defaultOpen?: boolean;
  /** It was closed, whatever was chosen. */
  onClosed?: () => void;
  className?: string;
};

/** At least, at most, or between. */
export function NumberFilter({
  label,
  unit,
  value,
  onChange,
  defaultOpen = false,
  onClosed,
  className,
}: NumberFilterProps) {
  const [open, setOpen] = useState(defaultOpen);
  function changeOpen(next: boolean) {
    setOpen(next);
    if (!next) onClosed?.();
  }
  return (
    <Popover open={open} onOpenChange={changeOpen}>
      <FilterButton label={label} chosen={writeNumberRange(value, unit)} className={className} />
      <PopoverContent align="start" aria-label={label} className="w-64">
        <NumberRangeForm
          unit={unit}
          value={value}
          onChange={(next) => {
            onChange(next);
            changeOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function NumberRangeForm({ unit, value, onChange }: Pick<NumberFilterProps, 'unit' | 'value' | 'onChange'>) {
  const t = useTranslations('filters');
  const [min, setMin] = useState(value.min?.toString() ?? '');
  const [max, setMax] = useState(value.max?.toString() ?? '');
  const [low, high] = [readBound(min), readBound(max)];
  const inOrder = typeof low !== 'number' || typeof high !== 'number' || low <= high;
  const aside = unit === '' ? undefined : unit;

  function submit() {
    if (low !== undefined && high !== undefined && inOrder) onChange({ min: low, max: high });
  }

  return (
    <FilterForm
      onSubmit={submit}
      aside={{ label: t('clear'), onClick: () => onChange({ min: null, max: null }) }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Field label={t('atLeast')} aside={aside} error={low === undefined ? t('numberExpected') : undefined}>
          <Input inputMode="decimal" value={min} onChange={(event) => setMin(event.target.value)} />
        </Field>
        <Field
          label={t('atMost')}
          aside={aside}
          error={high === undefined ? t('numberExpected') : inOrder ? undefined : t('notBelowLeast')}
        >
          <Input inputMode="decimal" value={max} onChange={(event) => setMax(event.target.value)} />
        </Field>
      </div>
    </FilterForm>
  );
}
