'use client';

import { ChevronDown, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';

type RuleFrameProps = {
  /** What it does, in a sentence. */
  sentence: ReactNode;
  /** Of the button that takes it away. */
  removeLabel: string;
  onRemove: () => void;
  /** What most rules do without. */
  more: ReactNode;
  children: ReactNode;
};

/** One rule of a form: its fields, what it does, and what else can be said of it. */
export function RuleFrame({ sentence, removeLabel, onRemove, more, children }: RuleFrameProps) {
  const t = useTranslations('rules');
  const [open, setOpen] = useState(false);
  const moreId = useId();
  return (
    <li className="rounded-lg border bg-sunken/40 p-3">
      <div className="flex items-end gap-2">
        <div className="grid min-w-0 flex-1 grid-cols-2 gap-2 sm:grid-cols-3">{children}</div>
        <Button variant="ghost" size="icon" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
          <X aria-hidden="true" />
        </Button>
      </div>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-48 text-xs leading-relaxed text-muted-foreground">{sentence}</p>
        <Button
          variant="ghost"
          size="small"
          aria-expanded={open}
          aria-controls={moreId}
          onClick={() => setOpen(!open)}
        >
          {t('more')}
          <ChevronDown aria-hidden="true" className={cn('transition-transform', open && 'rotate-180')} />
        </Button>
      </div>
      <div
        id={moreId}
        // What is wrong in there is shown, closed or not.
        className={cn('mt-3 border-t pt-3', !open && 'hidden has-[[aria-invalid=true]]:block')}
      >
        <div className="grid gap-3 sm:grid-cols-2">{more}</div>
      </div>
    </li>
  );
}
