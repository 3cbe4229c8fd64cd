'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { ranges } from './range';
import type { useRange } from './use-range';

export function RangePicker({ state }: { state: ReturnType<typeof useRange> }) {
  const t = useTranslations('charts');
  return (
    <>
      <Segmented
        aria-label={t('range')}
        value={state.range}
        onValueChange={state.setRange}
        options={ranges.map((range) => ({
          value: range,
          label: t(`ranges.${range}.short`),
          'aria-label': t(`ranges.${range}.long`),
        }))}
      />
      <Button size="icon" aria-label={t('refresh')} onClick={state.refresh}>
        <RotateCw aria-hidden="true" />
      </Button>
    </>
  );
}
