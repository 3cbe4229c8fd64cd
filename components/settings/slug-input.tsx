'use client';

import type { ComponentProps } from 'react';
import { Input } from '@/components/ui/input';

/** The short name of a tenant or team, as it stands in addresses: a to z, digits and hyphens. */
export function SlugInput({
  onValueChange,
  ...props
}: ComponentProps<typeof Input> & { onValueChange: (slug: string) => void }) {
  return (
    <Input
      required
      maxLength={48}
      pattern="[a-z0-9]([a-z0-9\-]*[a-z0-9])?"
      onChange={(event) => onValueChange(event.target.value)}
      className="font-mono text-[13px]"
      {...props}
    />
  );
}
