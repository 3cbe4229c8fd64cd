'use client';

import { Search } from 'lucide-react';
import { cn } from './class-names';
import { Input } from './input';

type SearchFieldProps = {
  /** What can be found, for screen readers, and in the empty field where there is no placeholder. */
  label: string;
  placeholder?: string;
  value: string;
  onValueChange: (value: string) => void;
  /** Beside small buttons. */
  small?: boolean;
  className?: string;
};

/** Narrows what is shown below it while somebody types. Enter sends no form. */
export function SearchField({
  label,
  placeholder = label,
  value,
  onValueChange,
  small,
  className,
}: SearchFieldProps) {
  return (
    <div className={cn('relative', className)}>
      <Search
        aria-hidden="true"
        className={cn(
          'pointer-events-none absolute top-1/2 -translate-y-1/2 text-muted-foreground',
          small ? 'left-2.5 size-3.5' : 'left-3 size-4',
        )}
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={100}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        className={small ? 'h-8 pl-8 text-[13px]' : 'pl-9'}
      />
    </div>
  );
}
