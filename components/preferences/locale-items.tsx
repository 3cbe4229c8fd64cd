'use client';

import { useLocale } from 'next-intl';
import { DropdownMenuRadioGroup, DropdownMenuRadioItem } from '@/components/ui/dropdown-menu';
import { type Locale, locales } from '@/messages/locales';
import { localeNames } from './locale-names';

/** The languages, each in its own, as items of a menu. */
export function LocaleItems({ onChoose }: { onChoose: (locale: Locale) => void }) {
  const locale = useLocale();
  return (
    <DropdownMenuRadioGroup value={locale}>
      {locales.map((candidate) => (
        <DropdownMenuRadioItem
          key={candidate}
          value={candidate}
          lang={candidate}
          onSelect={() => onChoose(candidate)}
        >
          {localeNames[candidate]}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}
