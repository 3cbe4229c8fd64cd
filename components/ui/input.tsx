import type { ComponentProps } from 'react';
import { cn } from './class-names';

export const inputClasses = cn(
  'w-full min-w-0 rounded-md border border-input bg-surface px-3 text-sm pointer-coarse:text-base text-foreground shadow-card',
  'transition-[border-color,box-shadow] placeholder:text-muted-foreground/80',
  'hover:border-border-strong focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring/45 focus-visible:outline-offset-0',
  'disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger',
);

/** Of everything one line high that is filled in or chosen from; larger under a finger. */
export const controlHeight = 'h-9 pointer-coarse:h-10';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(inputClasses, controlHeight, className)} {...props} />;
}
