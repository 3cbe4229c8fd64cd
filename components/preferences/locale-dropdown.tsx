'use client';

import type { ReactNode } from 'react';
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import { LocaleItems } from './locale-items';
import { useChangeLocale } from './use-change-locale';

type LocaleDropdownProps = {
  /** The button, drawn before there was a menu to it. */
  children: ReactNode;
};

/** The languages in a menu that is open from the start. */
export function LocaleDropdown({ children }: LocaleDropdownProps) {
  const { changeLocale } = useChangeLocale();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <LocaleItems onChoose={changeLocale} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
