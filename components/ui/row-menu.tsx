'use client';

import { type LucideIcon, MoreHorizontal } from 'lucide-react';
import { Button } from './button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from './dropdown-menu';

type RowAction = {
  label: string;
  Icon: LucideIcon;
  /** It cannot be taken back. */
  danger?: boolean;
  onSelect: () => void;
};

/** What can be done with one row of a table, behind its three dots. */
export function RowMenu({ label, actions }: { label: string; actions: readonly RowAction[] }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="iconSmall" aria-label={label}>
          <MoreHorizontal aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {actions.map(({ label: name, Icon, danger, onSelect }) => (
          <DropdownMenuItem key={name} danger={danger} onSelect={onSelect}>
            <Icon aria-hidden="true" />
            {name}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
