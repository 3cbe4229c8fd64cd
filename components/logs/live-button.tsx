'use client';

import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';

type LiveButtonProps = {
  isOn: boolean;
  /** Only the newest requests can be followed: not in another order, nor in a range that is over. */
  isPossible: boolean;
  onToggle: () => void;
};

/** New requests appear by themselves; this holds them back, and lets them come again. */
export function LiveButton({ isOn, isPossible, onToggle }: LiveButtonProps) {
  const t = useTranslations('logs');
  const runs = isOn && isPossible;
  return (
    <Button
      disabled={!isPossible}
      aria-pressed={runs}
      title={isPossible ? undefined : t('livePossible')}
      onClick={onToggle}
    >
      {runs ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      <span className="flex items-center gap-1.5">
        {t('live')}
        <span
          aria-hidden="true"
          className={cn('size-1.5 rounded-full', runs ? 'animate-sheen bg-success' : 'bg-border-strong')}
        />
      </span>
      <span className="sr-only">{runs ? t('livePause') : t('liveResume')}</span>
    </Button>
  );
}
