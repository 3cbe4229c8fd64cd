'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PathName } from '@/components/format/path-name';
import { cn } from './class-names';
import { ComboboxTrigger, type ComboboxTriggerProps } from './combobox-trigger';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from './command';
import { Popover, PopoverContent } from './popover';

export type ComboboxOption = { value: string; label: string; hint?: ReactNode };

type ComboboxProps = Omit<ComboboxTriggerProps, 'open' | 'children'> & {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly ComboboxOption[];
  placeholder: string;
  searchPlaceholder: string;
};

/** One of a long list, found by typing. */
export function Combobox({
  value,
  onValueChange,
  options,
  placeholder,
  searchPlaceholder,
  ...trigger
}: ComboboxProps) {
  const t = useTranslations('common');
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <ComboboxTrigger open={open} {...trigger}>
        {chosen ? (
          <PathName name={chosen.label} />
        ) : (
          <span className="truncate text-muted-foreground">{placeholder}</span>
        )}
      </ComboboxTrigger>
      <PopoverContent
        aria-label={placeholder}
        align="start"
        className="w-(--radix-popover-trigger-width) min-w-[min(22rem,calc(100vw-2rem))] p-0"
      >
        <Command>
          <CommandInput placeholder={searchPlaceholder} aria-label={searchPlaceholder} />
          <CommandList aria-label={placeholder}>
            <CommandEmpty>{t('nothingFound')}</CommandEmpty>
            {options.map((option) => (
              <CommandItem
                key={option.value}
                value={`${option.label} ${option.value}`}
                onSelect={() => {
                  onValueChange(option.value);
                  setOpen(false);
                }}
              >
                <PathName name={option.label} className="min-w-0 flex-1" />
                {option.hint && (
                  <span className="max-w-[35%] shrink-0 truncate text-xs text-muted-foreground">
                    {option.hint}
                  </span>
                )}
                <Check
                  aria-hidden="true"
                  className={cn('text-thread!', option.value !== value && 'invisible')}
                />
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
