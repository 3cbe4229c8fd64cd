import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { Input } from './input';

type SearchInputProps = Omit<ComponentProps<typeof Input>, 'type'> & {
  'aria-label': string;
  /** Of the frame, which decides how wide it is. */
  className?: string;
};

/** A line in which one types what to look for. */
export function SearchInput({ className, ...props }: SearchInputProps) {
  return (
    <div className={cn('relative min-w-52', className)}>
      <Search
        aria-hidden="true"
        className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input type="search" maxLength={100} className="pl-9" {...props} />
    </div>
  );
}
