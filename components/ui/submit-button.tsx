'use client';

import type { ComponentProps } from 'react';
import { useHydrated } from '@/components/format/use-hydrated';
import { Button } from './button';
import { cn } from './class-names';

/** Sends its form. Until the page's program is there it takes no press, which would be lost, and looks as ever. */
export function SubmitButton({ disabled, className, ...props }: Omit<ComponentProps<typeof Button>, 'type'>) {
  const hydrated = useHydrated();
  return (
    <Button
      {...props}
      type="submit"
      disabled={disabled || !hydrated}
      className={cn(className, !hydrated && 'disabled:opacity-100')}
    />
  );
}
