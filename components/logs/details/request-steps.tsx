'use client';

import { ChevronDown, ChevronUp, Maximize2, Minimize2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type RequestStepsProps = {
  next?: () => void;
  previous?: () => void;
  wide: boolean;
  onChangeWidth: () => void;
};

/** The way through the list without closing what is open, and more room on a large screen. */
export function RequestSteps({ next, previous, wide, onChangeWidth }: RequestStepsProps) {
  const t = useTranslations('logDetails.steps');
  const Width = wide ? Minimize2 : Maximize2;
  return (
    <div className="flex items-center gap-1">
      <Button
        variant="ghost"
        size="iconSmall"
        aria-label={t('previous')}
        aria-keyshortcuts="k ArrowUp"
        title={t('previousKey')}
        disabled={!previous}
        onClick={previous}
      >
        <ChevronUp aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="iconSmall"
        aria-label={t('next')}
        aria-keyshortcuts="j ArrowDown"
        title={t('nextKey')}
        disabled={!next}
        onClick={next}
      >
        <ChevronDown aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="iconSmall"
        aria-label={t(wide ? 'narrow' : 'wide')}
        title={t(wide ? 'narrow' : 'wide')}
        className="max-lg:hidden"
        onClick={onChangeWidth}
      >
        <Width aria-hidden="true" />
      </Button>
    </div>
  );
}
