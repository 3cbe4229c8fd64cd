'use client';

import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './class-names';

type SegmentedProps<Value extends string> = {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; 'aria-label'?: string }[];
  'aria-label': string;
  className?: string;
};

/** One of a handful of choices, all in sight. */
export function Segmented<Value extends string>({
  value,
  onValueChange,
  options,
  className,
  ...props
}: SegmentedProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onValueChange(option.value);
      }}
      className={cn(
        'inline-flex h-9 pointer-coarse:h-11.5 items-center gap-0.5 rounded-md border bg-muted p-0.5',
        className,
      )}
      aria-label={props['aria-label']}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option['aria-label']}
          className="inline-flex h-full pointer-coarse:min-w-10 items-center justify-center gap-1.5 rounded-[5px] px-2.5 text-[13px] font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground data-[state=on]:bg-surface data-[state=on]:text-foreground data-[state=on]:shadow-card [&_svg]:size-4"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
