import type { ComponentProps } from 'react';
import { cn } from './class-names';

/** A named frame that scrolls sideways, also by keyboard. */
export function ScrollRegion({ label, className, ...props }: ComponentProps<'section'> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
      tabIndex={0}
      className={cn('relative w-full overflow-x-auto', className)}
      {...props}
    />
  );
}
