'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { PathName } from '@/components/format/path-name';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '@/components/ui/command';
import { Popover, PopoverContent } from '@/components/ui/popover';
import { FilterButton } from './filter-button';

export type FilterOption = {
  value: string;
  label: string;
  /** Found by typing too: a key's prefix, for example. */
  hint?: string;
  icon?: ReactNode;
};

type ChoiceFilterProps = {
  label: string;
  options: readonly FilterOption[];
  /** Values may be chosen that are not among the options: what they named may be gone. */
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** One value at most. */
  single?: boolean;
  /** More are not shown before somebody types. */
  mostShown?: number;
  /** Open at first: somebody has just asked for this filter. */
  defaultOpen?: boolean;
  /** It was closed, whatever was chosen. */
  onClosed?: () => void;
  className?: string;
};

/** Any of a list, found by typing. */
export function ChoiceFilter({
  label,
  options,
  selected,
  onChange,
  single = false,
  mostShown = 200,
  defaultOpen = false,
  onClosed,
  className,
}: ChoiceFilterProps) {
  const t = useTranslations('filters');
  const common = useTranslations('common');
  const [open, setOpen] = useState(defaultOpen);
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase().split(/\s+/);
  const matching = options.filter(({ label, hint = '', value }) => {
    const text = `${label} ${hint} ${value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const [first] = selected;
  const nameOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;

  function choose(value: string) {
    if (single) {
      onChange(selected.includes(value) ? [] : [value]);
      setOpen(false);
      onClosed?.();
    } else {
      onChange(selected.includes(value) ? selected.filter((other) => other !== value) : [...selected, value]);
    }
  }

  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setSearch('');
        if (!next) onClosed?.();
      }}
    >
      <FilterButton
        label={label}
        className={className}
        chosen={
          first === undefined
            ? null
            : selected.length === 1
              ? nameOf(first)
              : t('count', { count: selected.length })
        }
      />
      <PopoverContent align="start" aria-label={label} className="w-72 max-w-[calc(100vw-1.5rem)] p-0">
        <Command shouldFilter={false}>
          <CommandInput
            placeholder={t('find')}
            aria-label={`${label}: ${t('find')}`}
            value={search}
            onValueChange={setSearch}
          />
          <CommandList aria-label={label} aria-multiselectable={!single}>
            <CommandEmpty>{common('nothingFound')}</CommandEmpty>
            {matching.slice(0, mostShown).map((option) => (
              <CommandItem key={option.value} value={option.value} onSelect={() => choose(option.value)}>
                <Check
                  aria-hidden="true"
                  className={cn('text-thread!', !selected.includes(option.value) && 'invisible')}
                />
                {option.icon}
                <PathName name={option.label} className="min-w-0 flex-1" />
                {option.hint && (
                  <span className="max-w-[45%] shrink-0 truncate font-mono text-xs text-muted-foreground">
                    {option.hint}
                  </span>
                )}
                {selected.includes(option.value) && <span className="sr-only">{t('chosen')}</span>}
              </CommandItem>
            ))}
            {matching.length > mostShown && (
              <p className="px-2.5 py-2 text-xs text-muted-foreground">
                {t('moreByTyping', { count: matching.length - mostShown })}
              </p>
            )}
          </CommandList>
        </Command>
        {selected.length > 0 && (
          <div className="border-t p-1.5">
            <Button variant="ghost" size="small" className="w-full" onClick={() => onChange([])}>
              {t('clear')}
            </Button>
          </div>
        )}
      </PopoverContent>
    </Popover>
  );
}
