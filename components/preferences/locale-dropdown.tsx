'use client';

import type { ReactNode } from 'react';
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import { LocaleItems } from './locale-items';

type LocaleDropdownProps = {
  /** The button, drawn before there was a menu to it. */
  children: ReactNode;
};

/** The languages in a menu that is open from the start. */
export function LocaleDropdown({ children }: LocaleDropdownProps) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <LocaleItems />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
