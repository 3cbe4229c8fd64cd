'use client';

import { ChevronDown, ChevronUp, type LucideIcon, Maximize2, Minimize2 } from 'lucide-react';
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
      <Step icon={ChevronUp} label={t('previous')} hint={t('previousKey')} keys="k ArrowUp" go={previous} />
      <Step icon={ChevronDown} label={t('next')} hint={t('nextKey')} keys="j ArrowDown" go={next} />
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

type StepProps = {
  icon: LucideIcon;
  label: string;
  hint: string;
  /** As `aria-keyshortcuts` has them. */
  keys: string;
  /** Absent where there is nothing to go to. */
  go?: () => void;
};

function Step({ icon: Icon, label, hint, keys, go }: StepProps) {
  return (
    <Button
      variant="ghost"
      size="iconSmall"
      aria-label={label}
      aria-keyshortcuts={keys}
      title={hint}
      disabled={!go}
      onClick={go}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
}
