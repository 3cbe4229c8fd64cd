import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from './dropdown-menu';

type ExportMenuProps = {
  label: string;
  /** Only the symbol is shown. */
  compact?: boolean;
  pending?: boolean;
  disabled?: boolean;
  /** What the menu holds. */
  children: ReactNode;
};

/** Saves what a page shows, in a form chosen from a menu. */
export function ExportMenu({ label, compact = false, pending = false, disabled, children }: ExportMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          size={compact ? 'icon' : undefined}
          aria-label={compact ? label : undefined}
          pending={pending}
          disabled={disabled}
        >
          {!(compact && pending) && <Download aria-hidden="true" />}
          {!compact && label}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-64">
        {children}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
