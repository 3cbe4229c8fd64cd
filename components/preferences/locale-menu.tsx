'use client';

import { Languages } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import { LocaleItems } from './locale-items';
import { useChangeLocale } from './use-change-locale';

export function LocaleMenu() {
  const t = useTranslations('common');
  const { changeLocale } = useChangeLocale();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('language')}>
          <Languages aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <LocaleItems onChoose={changeLocale} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
