'use client';

import { CalendarRange, RotateCw } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { Segmented } from '@/components/ui/segmented';
import { FreeRangeForm } from './free-range-form';
import { type TimeBounds, timeRangePresets } from './time-range';
import type { TimeRangeState } from './use-time-range';

type TimeRangePickerProps = {
  state: TimeRangeState<TimeBounds | null>;
  /** Left out where the page moves on by itself. */
  withRefresh?: boolean;
};

/** Presets in sight, and dates of one's own behind a button that then shows them. */
export function TimeRangePicker({ state, withRefresh = true }: TimeRangePickerProps) {
  const t = useTranslations('filters');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const format = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: state.timeZone,
  });
  return (
    <div className="flex max-w-full flex-wrap items-center gap-2">
      <Segmented
        aria-label={t('range')}
        value={state.preset ?? ''}
        onValueChange={(preset) => preset !== '' && state.setPreset(preset)}
        options={timeRangePresets.map((preset) => ({
          value: preset,
          label: t(`ranges.${preset}.short`),
          'aria-label': t(`ranges.${preset}.long`),
        }))}
      />
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button
            size={state.free ? 'medium' : 'icon'}
            aria-label={t('freeRange')}
            className={cn(state.free && 'border-thread/60 tabular')}
          >
            <CalendarRange aria-hidden="true" />
            {state.free && format.formatRange(new Date(state.free.from), new Date(state.free.to))}
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" aria-label={t('freeRange')} className="w-80 max-w-[calc(100vw-1.5rem)]">
          <FreeRangeForm
            initial={state.bounds}
            timeZone={state.timeZone}
            onCancel={() => setOpen(false)}
            onSubmit={(bounds) => {
              state.setFree(bounds);
              setOpen(false);
            }}
          />
        </PopoverContent>
      </Popover>
      {withRefresh && (
        <Button size="icon" aria-label={t('refresh')} onClick={state.refresh}>
          <RotateCw aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
