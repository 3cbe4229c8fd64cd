'use client';

import { ChevronsUpDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { controlHeight, inputClasses } from './input';
import { PopoverTrigger } from './popover';

/** What of a Field's label and note goes on to the trigger. */
export type ComboboxTriggerProps = Pick<
  ComponentProps<typeof PopoverTrigger>,
  'id' | 'aria-label' | 'aria-describedby' | 'aria-invalid' | 'disabled' | 'className' | 'children'
> & { open: boolean };

/** Looks like a field, shows what is chosen and opens the list to choose from. */
export function ComboboxTrigger({ open, className, children, ...props }: ComboboxTriggerProps) {
  return (
    <PopoverTrigger
      role="combobox"
      aria-expanded={open}
      className={cn(
        inputClasses,
        controlHeight,
        'flex items-center justify-between gap-2 text-left',
        className,
      )}
      {...props}
    >
      {children}
      <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
    </PopoverTrigger>
  );
}
