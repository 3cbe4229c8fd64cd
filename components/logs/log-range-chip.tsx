'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { LogFilterState } from './use-log-filter';

/** Takes the time range away: presets can be chosen, but not let go of. */
export function LogRangeChip({ range }: { range: LogFilterState['range'] }) {
  const t = useTranslations('logs');
  const filters = useTranslations('filters');
  if (!range.bounds) return null;
  return (
    <Button
      size="small"
      aria-label={t('removeRange')}
      title={t('removeRange')}
      className="border-thread/60"
      onClick={range.clear}
    >
      <span className="text-thread">
        {range.preset ? filters(`ranges.${range.preset}.long`) : t('chosenDates')}
      </span>
      <X aria-hidden="true" className="text-muted-foreground" />
    </Button>
  );
}
