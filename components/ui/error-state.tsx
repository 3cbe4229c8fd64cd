'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from './button';
import { cn } from './class-names';

type ErrorStateProps = { message: string; onRetry?: () => void; className?: string };

/** Something could not be loaded: what the server said, and a way to try again. */
export function ErrorState({ message, onRetry, className }: ErrorStateProps) {
  const t = useTranslations('common');
  return (
    <div
      role="alert"
      className={cn(
        'flex flex-col items-start gap-3 rounded-lg border border-danger/30 bg-danger-soft px-5 py-4',
        className,
      )}
    >
      <div>
        <p className="text-sm font-semibold text-danger">{t('loadFailed')}</p>
        <p className="mt-0.5 text-sm break-words text-foreground">{message}</p>
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          <RotateCw aria-hidden="true" />
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
