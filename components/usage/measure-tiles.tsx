'use client';

import { useTranslations } from 'next-intl';
import { RadioGroup } from 'radix-ui';
import { Change } from '@/components/charts/change';
import type { UsageTotals } from './dimension';
import { amountOf, isMeasure, type Measure, measures } from './measure';
import { useMeasureFormats } from './use-measure-formats';

type MeasureTilesProps = {
  totals: UsageTotals;
  /** Of the equally long time just before; undefined: nothing is compared. */
  before: UsageTotals | undefined;
  value: Measure;
  onChange: (measure: Measure) => void;
};

/** What all of the range comes to. The tile that is chosen is what the chart below shows. */
export function MeasureTiles({ totals, before, value, onChange }: MeasureTilesProps) {
  const t = useTranslations('usage');
  const { write, note } = useMeasureFormats();
  return (
    <RadioGroup.Root
      aria-label={t('measure')}
      value={value}
      onValueChange={(next) => isMeasure(next) && onChange(next)}
      className="mb-4 grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border shadow-card sm:grid-cols-3 xl:grid-cols-6"
    >
      {measures.map((measure) => {
        const detail = note(measure, totals);
        return (
          <RadioGroup.Item
            key={measure}
            value={measure}
            className="relative flex min-w-0 flex-col items-start bg-surface px-4 py-3.5 text-left transition-colors hover:bg-muted/60 focus-visible:-outline-offset-2 data-[state=checked]:shadow-[inset_0_2px_0_var(--thread)]"
          >
            <span className="text-[13px] text-muted-foreground">{t(`measures.${measure}`)}</span>
            <span className="tabular mt-1 block max-w-full truncate text-xl font-semibold tracking-[-0.025em]">
              {write(measure, totals)}
            </span>
            <span className="mt-1 flex min-h-4 flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-muted-foreground">
              {before && (
                <Change
                  now={amountOf(measure, totals)}
                  before={amountOf(measure, before)}
                  beforeText={write(measure, before)}
                />
              )}
              {detail && <span>{detail}</span>}
            </span>
          </RadioGroup.Item>
        );
      })}
    </RadioGroup.Root>
  );
}
