'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { PathName } from '@/components/format/path-name';
import { Checkbox } from './checkbox';
import { cn } from './class-names';

type CheckboxListProps = {
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** For the labels. */
  labelClassName?: string;
};

/** Any of a list, ticked one by one. */
export function CheckboxList({ options, chosen, onChange, labelClassName }: CheckboxListProps) {
  const t = useTranslations('common');
  const id = useId();
  if (options.length === 0) {
    return (
      <p className="rounded-md border border-dashed px-3 py-2.5 text-sm text-muted-foreground">
        {t('nothingFound')}
      </p>
    );
  }
  return (
    <ul className="max-h-48 overflow-y-auto rounded-md border p-1">
      {options.map(({ value, label }) => (
        <li key={value} className="flex items-center gap-2.5 rounded px-2 hover:bg-muted/60">
          <Checkbox
            id={`${id}-${value}`}
            checked={chosen.includes(value)}
            onCheckedChange={(checked) =>
              onChange(checked === true ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          />
          <label
            htmlFor={`${id}-${value}`}
            className={cn('min-w-0 flex-1 py-1.5 text-sm pointer-coarse:py-2.5', labelClassName)}
          >
            <PathName name={label} />
          </label>
        </li>
      ))}
    </ul>
  );
}
