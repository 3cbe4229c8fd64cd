'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { TestRun } from './use-test-many';

type TestProgressProps = { run: TestRun; onStop: () => void; onDismiss: () => void };

/** How far the tests of many channels are, and what came of them. */
export function TestProgress({ run, onStop, onDismiss }: TestProgressProps) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const { total, done, failed, running, stoppedBy } = run;
  return (
    <div className="mb-3 rounded-lg border bg-surface px-4 py-3 shadow-card">
      <div className="flex items-center gap-3">
        <p role="status" className="tabular min-w-0 flex-1 text-sm">
          {t(running ? 'testing' : 'tested', { done, total })}{' '}
          <span className={failed > 0 ? 'text-danger' : 'text-muted-foreground'}>
            {t('testsFailed', { count: failed })}
          </span>
        </p>
        {running ? (
          <Button size="small" onClick={onStop}>
            {t('stopTests')}
          </Button>
        ) : (
          <Button variant="ghost" size="iconSmall" aria-label={common('close')} onClick={onDismiss}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      <progress
        aria-label={t('testingAll')}
        max={total}
        value={done}
        className="mt-2 h-1 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-thread"
      />
      {stoppedBy && <p className="mt-2 text-[13px] text-danger">{stoppedBy}</p>}
    </div>
  );
}
