'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProviderMark } from '@/components/providers/provider-mark';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { ComboboxTrigger, type ComboboxTriggerProps } from '@/components/ui/combobox-trigger';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '@/components/ui/command';
import { Popover, PopoverContent } from '@/components/ui/popover';
import type { Provider } from './channel';
import { useProviderNote } from './use-provider-note';

type ProviderFieldProps = Pick<ComboboxTriggerProps, 'id' | 'aria-describedby' | 'aria-invalid'> & {
  value: string;
  providers: readonly Provider[];
  /** The one to try with stands first and is recommended. */
  recommendsTrial: boolean;
  disabled: boolean;
  onChange: (provider: Provider) => void;
};

/** A provider, found by typing; each with a line on what it takes. */
export function ProviderField({
  value,
  providers,
  recommendsTrial,
  disabled,
  onChange,
  ...trigger
}: ProviderFieldProps) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const chosen = providers.find(({ id }) => id === value);
  const groups = [
    { key: 'forTrying', members: providers.filter(({ builtIn }) => builtIn) },
    {
      key: 'vendors',
      members: providers.filter(({ builtIn, needsBaseUrl }) => !builtIn && !needsBaseUrl),
    },
    {
      key: 'ownServers',
      members: providers.filter(({ builtIn, needsBaseUrl }) => !builtIn && needsBaseUrl),
    },
  ] as const;
  const ordered = recommendsTrial ? groups : [...groups.slice(1), ...groups.slice(0, 1)];
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <ComboboxTrigger open={open} disabled={disabled} {...trigger}>
        {chosen ? (
          <span className="flex min-w-0 items-center gap-2">
            <ProviderMark id={chosen.id} name={chosen.name} className="size-5 rounded text-2xs" />
            <span className="truncate">{chosen.name}</span>
          </span>
        ) : (
          <span className="truncate text-muted-foreground">{t('chooseProvider')}</span>
        )}
      </ComboboxTrigger>
      <PopoverContent
        aria-label={t('chooseProvider')}
        align="start"
        className="w-(--radix-popover-trigger-width) min-w-[min(22rem,calc(100vw-2rem))] p-0"
      >
        <Command>
          <CommandInput placeholder={t('findProvider')} aria-label={t('findProvider')} />
          <CommandList aria-label={t('chooseProvider')}>
            <CommandEmpty>{common('nothingFound')}</CommandEmpty>
            {ordered.map(({ key, members }) => (
              <CommandGroup key={key} heading={t(`providerGroups.${key}`)}>
                {members.map((provider) => (
                  <ProviderItem
                    key={provider.id}
                    provider={provider}
                    chosen={provider.id === value}
                    recommended={recommendsTrial && provider.builtIn}
                    onSelect={() => {
                      onChange(provider);
                      setOpen(false);
                    }}
                  />
                ))}
              </CommandGroup>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

type ProviderItemProps = {
  provider: Provider;
  chosen: boolean;
  recommended: boolean;
  onSelect: () => void;
};

function ProviderItem({ provider, chosen, recommended, onSelect }: ProviderItemProps) {
  const t = useTranslations('channels');
  const note = useProviderNote();
  return (
    <CommandItem value={`${provider.name} ${provider.id}`} onSelect={onSelect}>
      <ProviderMark id={provider.id} name={provider.name} className="size-7 text-xs" />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate">{provider.name}</span>
          {recommended && <Badge tone="thread">{t('recommended')}</Badge>}
        </span>
        <span className="block truncate text-xs text-muted-foreground">{note(provider)}</span>
      </span>
      <Check aria-hidden="true" className={cn('text-thread!', !chosen && 'invisible')} />
    </CommandItem>
  );
}
