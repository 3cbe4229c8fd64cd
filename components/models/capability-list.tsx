'use client';

import { AudioLines, Braces, Brain, Image, type LucideIcon, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import type { Capability } from './model';

export const capabilityIcons: Record<Capability, LucideIcon> = {
  tools: Wrench,
  images: Image,
  audio: AudioLines,
  reasoning: Brain,
  'json-schema': Braces,
};

type CapabilityListProps = {
  /** Null: nobody says. */
  capabilities: readonly Capability[] | null;
  /** With their names, where there is room. */
  named?: boolean;
  className?: string;
};

/** What a model can do, as signs with names; that nobody knows it is said, too. */
export function CapabilityList({ capabilities, named, className }: CapabilityListProps) {
  const t = useTranslations('models');
  if (capabilities === null) {
    return <span className={cn('text-xs text-muted-foreground', className)}>{t('unknown')}</span>;
  }
  return (
    <ul className={cn('flex flex-wrap items-center gap-1', className)}>
      {capabilities.map((capability) => {
        const Icon = capabilityIcons[capability];
        const name = t(`capabilities.${capability}`);
        return (
          <li
            key={capability}
            title={name}
            className={cn(
              'inline-flex items-center justify-center gap-1.5 rounded border bg-surface text-muted-foreground',
              named ? 'h-6 px-2 text-xs' : 'size-6',
            )}
          >
            <Icon aria-hidden="true" className="size-3.5" />
            {named ? name : <span className="sr-only">{name}</span>}
          </li>
        );
      })}
    </ul>
  );
}
