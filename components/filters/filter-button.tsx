'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { PopoverTrigger } from '@/components/ui/popover';

type FilterButtonProps = {
  label: string;
  /** What is chosen, in short; null where nothing is. */
  chosen: ReactNode | null;
  className?: string;
};

/** Opens the popover of a filter, and shows what the filter is set to. */
export function FilterButton({ label, chosen, className }: FilterButtonProps) {
  return (
    <PopoverTrigger asChild>
      <Button
        className={cn('max-w-72 min-w-0 justify-between', chosen !== null && 'border-thread/60', className)}
      >
        <span className="min-w-0 truncate">
          {label}
          {chosen !== null && (
            <>
              {': '}
              <span className="text-thread">{chosen}</span>
            </>
          )}
        </span>
        <ChevronDown aria-hidden="true" className="text-muted-foreground" />
      </Button>
    </PopoverTrigger>
  );
}
