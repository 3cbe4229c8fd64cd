'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PathName } from '@/components/format/path-name';
import { ComboboxTrigger, type ComboboxTriggerProps } from '@/components/ui/combobox-trigger';
import { Command, CommandGroup, CommandInput, CommandItem, CommandList } from '@/components/ui/command';
import { Popover, PopoverContent } from '@/components/ui/popover';

/** A provider's model, with where it is from. */
export type PricedModel = { model: string; provider: string; priced: boolean };

const mostShown = 200;

type ModelNameFieldProps = Pick<ComboboxTriggerProps, 'id' | 'aria-describedby' | 'aria-invalid'> & {
  value: string;
  options: readonly PricedModel[];
  providerName: (id: string) => string;
  disabled: boolean;
  onChange: (model: string, provider: string | null) => void;
};

/** A provider's model, from those that channels serve or typed freely. Those without a price stand first. */
export function ModelNameField({
  value,
  options,
  providerName,
  disabled,
  onChange,
  ...trigger
}: ModelNameFieldProps) {
  const t = useTranslations('models');
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const typed = search.trim();
  const found = options.filter(({ model, provider }) =>
    `${model} ${provider}`.toLowerCase().includes(typed.toLowerCase()),
  );
  const isNew = typed !== '' && typed.length <= 200 && !options.some(({ model }) => model === typed);
  const groups = [
    { key: 'withoutPrice', members: found.filter(({ priced }) => !priced) },
    { key: 'withPrice', members: found.filter(({ priced }) => priced) },
  ] as const;
  function choose(model: string, provider: string | null) {
    onChange(model, provider);
    setOpen(false);
    setSearch('');
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <ComboboxTrigger open={open} disabled={disabled} className="font-mono text-[13px]" {...trigger}>
        {value === '' ? (
          <span className="truncate font-sans text-muted-foreground">{t('chooseModel')}</span>
        ) : (
          <PathName name={value} />
        )}
      </ComboboxTrigger>
      <PopoverContent
        aria-label={t('chooseModel')}
        align="start"
        className="w-(--radix-popover-trigger-width) min-w-[min(20rem,calc(100vw-2rem))] p-0"
      >
        <Command shouldFilter={false}>
          <CommandInput
            placeholder={t('findOrType')}
            aria-label={t('findOrType')}
            value={search}
            onValueChange={setSearch}
          />
          <CommandList aria-label={t('chooseModel')}>
            {groups.map(
              ({ key, members }) =>
                members.length > 0 && (
                  <CommandGroup key={key} heading={t(key)}>
                    {members.slice(0, mostShown).map(({ model, provider }) => (
                      <CommandItem
                        key={`${provider} ${model}`}
                        value={`${provider} ${model}`}
                        onSelect={() => choose(model, provider)}
                      >
                        <PathName name={model} className="min-w-0 flex-1 font-mono text-[13px]" />
                        <span className="shrink-0 text-xs text-muted-foreground">
                          {providerName(provider)}
                        </span>
                      </CommandItem>
                    ))}
                  </CommandGroup>
                ),
            )}
            {isNew && (
              <CommandItem value={`typed ${typed}`} onSelect={() => choose(typed, null)}>
                <span className="min-w-0 truncate">{t('useTyped', { model: typed })}</span>
              </CommandItem>
            )}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
