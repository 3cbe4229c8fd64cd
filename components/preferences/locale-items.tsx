'use client';

import { useLocale } from 'next-intl';
import { DropdownMenuRadioGroup, DropdownMenuRadioItem } from '@/components/ui/dropdown-menu';
import { locales } from '@/messages/locales';
import { localeNames } from './locale-names';
import { useChangeLocale } from './use-change-locale';

/** The languages, each in its own, as items of a menu. */
export function LocaleItems() {
  const locale = useLocale();
  const { changeLocale } = useChangeLocale();
  return (
    <DropdownMenuRadioGroup value={locale}>
      {locales.map((candidate) => (
        <DropdownMenuRadioItem
          key={candidate}
          value={candidate}
          lang={candidate}
          onSelect={() => changeLocale(candidate)}
        >
          {localeNames[candidate]}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}
