'use client';

import type { LucideIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';

type TurnButtonProps = {
  label: string;
  Icon: LucideIcon;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
};

/** One thing that can be done with a turn. */
export function TurnButton({ label, Icon, pressed, disabled, onClick }: TurnButtonProps) {
  return (
    <Button
      variant="ghost"
      size="iconSmall"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      className={pressed ? 'bg-muted text-foreground' : undefined}
      onClick={onClick}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
}
