'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { locales } from '@/messages/locales';
import { localeNames } from './locale-names';
import { useChangeLocale } from './use-change-locale';

export function LocaleMenu() {
  const t = useTranslations('common');
  const locale = useLocale();
  const { changeLocale } = useChangeLocale();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('language')}>
          <Languages aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
