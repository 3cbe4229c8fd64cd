'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '@/components/ui/command';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { type FilterName, filterNames } from './filter-definitions';
import { isSet, LogFilterControl, unset } from './log-filter-control';
import type { useFilterOptions } from './use-filter-options';
import type { LogFilterState } from './use-log-filter';

type LogFilterChipsProps = { view: LogFilterState; options: ReturnType<typeof useFilterOptions> };

/** The filters that are set, each to be changed or taken away, and a menu of the others. */
export function LogFilterChips({ view, options }: LogFilterChipsProps) {
  const t = useTranslations('logs');
  const [adding, setAdding] = useState<FilterName | null>(null);
  const shown = filterNames.filter((name) => name === adding || isSet(name, view));
  return (
    <>
      {shown.map((name) => (
        <span key={name} className="flex max-w-full min-w-0">
          <LogFilterControl
            name={name}
            view={view}
            options={options}
            defaultOpen={name === adding}
            onClosed={() => setAdding(null)}
            className="h-8 rounded-r-none border-r-0 px-2.5 text-[13px] [&>svg]:hidden"
          />
          <Button
            size="iconSmall"
            aria-label={t('removeFilter', { name: t(`filters.${name}`) })}
            onClick={() => {
              setAdding(null);
              unset(name, view);
            }}
            className={cn(
              'w-7 rounded-l-none border-l-0 text-muted-foreground',
              isSet(name, view) && 'border-thread/60',
            )}
          >
            <X aria-hidden="true" />
          </Button>
        </span>
      ))}
      <AddFilter names={filterNames.filter((name) => !shown.includes(name))} onAdd={setAdding} />
      {view.isFiltered && (
        <Button variant="ghost" size="small" onClick={view.clear}>
          {t('clearFilters')}
        </Button>
      )}
    </>
  );
}

function AddFilter({ names, onAdd }: { names: readonly FilterName[]; onAdd: (name: FilterName) => void }) {
  const t = useTranslations('logs');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  if (names.length === 0) return null;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="small" className="border-dashed text-muted-foreground">
          <Plus aria-hidden="true" />
          {t('addFilter')}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label={t('addFilter')}
        className="w-60 p-0"
        // The focus goes on into the filter that was added.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <Command>
          <CommandInput placeholder={t('findFilter')} aria-label={t('findFilter')} />
          <CommandList aria-label={t('addFilter')}>
            <CommandEmpty>{common('nothingFound')}</CommandEmpty>
            {names.map((name) => (
              <CommandItem
                key={name}
                value={`${t(`filters.${name}`)} ${name}`}
                onSelect={() => {
                  setOpen(false);
                  onAdd(name);
                }}
              >
                {t(`filters.${name}`)}
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
