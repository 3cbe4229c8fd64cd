'use client';

import { useTranslations } from 'next-intl';
import { PathName } from '@/components/format/path-name';
import { cn } from '@/components/ui/class-names';
import type { Series } from './series';
import type { Isolation } from './use-isolation';

type LegendProps = {
  series: readonly Series[];
  isolation: Isolation;
  /** What the dashed line is. */
  comparison?: string;
};

/** Names the series. Pointing at one makes it stand out; pressing it keeps it so. */
export function Legend({ series, isolation, comparison }: LegendProps) {
  const t = useTranslations('charts');
  const { isolated, pinned, hover, togglePin } = isolation;
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-1 text-xs text-muted-foreground">
      {series.map(({ key, label, colour }) => (
        <li key={key} className="min-w-0">
          <button
            type="button"
            aria-pressed={pinned === key}
            onClick={() => togglePin(key)}
            onPointerEnter={(event) => event.pointerType === 'mouse' && hover(key)}
            onPointerLeave={() => hover(null)}
            onFocus={(event) => event.currentTarget.matches(':focus-visible') && hover(key)}
            onBlur={() => hover(null)}
            className={cn(
              'flex h-7 pointer-coarse:h-10 max-w-full items-center gap-1.5 rounded-md px-1.5 transition-[background-color,color,opacity] hover:bg-muted hover:text-foreground',
              pinned === key && 'bg-muted text-foreground',
              isolated !== null && isolated !== key && 'opacity-60',
            )}
          >
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-[3px]"
              style={{ background: colour }}
            />
            <PathName name={label} className="max-w-48" />
          </button>
        </li>
      ))}
      {comparison && (
        <li className="flex h-7 pointer-coarse:h-10 items-center gap-1.5 px-1.5">
          <span aria-hidden="true" className="w-4 border-t-[1.5px] border-dashed border-muted-foreground" />
          {comparison}
        </li>
      )}
    </ul>
  );
}
