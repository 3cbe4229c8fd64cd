'use client';

import { useTranslations } from 'next-intl';
import { Slider } from '@/components/ui/slider';

type SamplingFieldProps = {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  /** Where the slider stands before it is moved. */
  initial: number;
  min: number;
  max: number;
  step: number;
};

/** A setting that is only sent once it was moved, and can be put back. */
export function SamplingField({ label, value, onChange, initial, min, max, step }: SamplingFieldProps) {
  const t = useTranslations('playground');
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex h-5 items-center justify-between text-[13px]">
        <span className="font-medium">{label}</span>
        {value === undefined ? (
          <span className="text-muted-foreground">{t('providerDefault')}</span>
        ) : (
          <span className="flex items-center gap-2">
            <button
              type="button"
              className="finger-room relative text-xs text-muted-foreground underline underline-offset-2 hover:text-foreground"
              onClick={() => onChange(undefined)}
            >
              {t('reset')}
              <span className="sr-only"> {label}</span>
            </button>
            <span className="tabular font-mono text-xs">{value}</span>
          </span>
        )}
      </div>
      <Slider
        aria-label={label}
        value={value ?? initial}
        onValueChange={onChange}
        min={min}
        max={max}
        step={step}
        className={value === undefined ? 'opacity-60' : undefined}
      />
    </div>
  );
}
