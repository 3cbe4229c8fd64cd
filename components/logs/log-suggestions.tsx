'use client';

import {
  Boxes,
  FileSearch,
  KeyRound,
  type LucideIcon,
  Route,
  Tag,
  TriangleAlert,
  User,
  Users,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import type { Suggestion } from './suggestion';

const icons: Record<Suggestion['kind'], LucideIcon> = {
  key: KeyRound,
  channel: Route,
  team: Users,
  model: Boxes,
  error: TriangleAlert,
  user: User,
  tag: Tag,
  request: FileSearch,
};

type LogSuggestionsProps = {
  id: string;
  suggestions: readonly Suggestion[];
  active: number;
  optionId: (index: number) => string;
  onChoose: (suggestion: Suggestion) => void;
};

/** Below the search field. The field keeps the focus; the arrow keys move through this. */
export function LogSuggestions({ id, suggestions, active, optionId, onChoose }: LogSuggestionsProps) {
  const t = useTranslations('logs');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('suggestions')}
      className="absolute top-full left-0 z-40 mt-1.5 max-h-96 w-full min-w-72 overflow-y-auto rounded-lg border bg-surface p-1 shadow-raised"
    >
      {suggestions.map((suggestion, index) => {
        const Icon = icons[suggestion.kind];
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus (aria-activedescendant).
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys.
          <div
            key={`${suggestion.kind} ${suggestion.value}`}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            // A click must not take the focus from the field, which would close the list before it counts.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(suggestion)}
            className={cn(
              'flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm hover:bg-muted pointer-coarse:min-h-10',
              index === active && 'bg-muted',
            )}
          >
            <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
            <span className="shrink-0 text-xs text-muted-foreground">
              {t(`suggestionKinds.${suggestion.kind}`)}
            </span>
            <span className="min-w-0 truncate">{suggestion.label}</span>
            {suggestion.hint && (
              <span className="ml-auto shrink-0 font-mono text-xs text-muted-foreground">
                {suggestion.hint}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
