'use client';

import { ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';

type NewLogsPillProps = { count: number; isMore: boolean; onShow: () => void };

/** Says how many requests wait above, while somebody reads further down; nothing moves until it is asked for. */
export function NewLogsPill({ count, isMore, onShow }: NewLogsPillProps) {
  const t = useTranslations('logs');
  return (
    <div aria-live="polite" className="pointer-events-none sticky top-28 z-20 h-0 text-center lg:top-12">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto inline-flex h-8 animate-rise-in items-center gap-1.5 rounded-full bg-primary px-3.5 text-[13px] font-medium text-primary-foreground shadow-raised pointer-coarse:h-10"
        >
          <ArrowUp aria-hidden="true" className="size-3.5" />
          {isMore ? t('manyNew', { count }) : t('new', { count })}
        </button>
      )}
    </div>
  );
}
