'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useState } from 'react';
import { Input } from '@/components/ui/input';
import { LogSuggestions } from './log-suggestions';
import type { Suggestion } from './suggestion';
import type { LogFilterState } from './use-log-filter';
import { useLogSuggestions } from './use-log-suggestions';
import { useSearchText } from './use-search-text';

type LogSearchProps = { view: LogFilterState; onOpenRequest: (id: string) => void; className?: string };

/** Finds as one types; below the field stands what the text may mean, each of which sets the filter that says just that. */
export function LogSearch({ view, onOpenRequest, className }: LogSearchProps) {
  const t = useTranslations('logs');
  const listId = useId();
  const { text, setText, apply } = useSearchText(view);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = useLogSuggestions(text, isOpen);
  const isShown = isOpen && suggestions.length > 0;
  const optionId = (index: number) => `${listId}-${index}`;

  function choose({ kind, value }: Suggestion) {
    setIsOpen(false);
    setActive(-1);
    setText('');
    if (kind === 'request') {
      apply('');
      onOpenRequest(value);
      return;
    }
    apply('', { [kind]: [...new Set([...view.address[kind], value])] });
  }

  function onKeyDown(event: KeyboardEvent) {
    const count = suggestions.length;
    const chosen = suggestions[active];
    // Not while a Chinese word is being put together.
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setIsOpen(true);
      // One place more than there are suggestions: the text itself.
      setActive(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isShown && chosen) choose(chosen);
      else apply(text);
      setIsOpen(false);
    } else if (event.key === 'Escape' && isShown) {
      event.preventDefault();
      setIsOpen(false);
      setActive(-1);
    }
  }

  return (
    <div className={className}>
      <div className="relative">
        <Search
          aria-hidden="true"
          className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          type="search"
          role="combobox"
          aria-label={t('search')}
          aria-expanded={isShown}
          aria-controls={isShown ? listId : undefined}
          aria-activedescendant={isShown && active >= 0 ? optionId(active) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          placeholder={t('searchPlaceholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
            setIsOpen(true);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setIsOpen(false)}
          className="pr-10 pl-9 [&::-webkit-search-cancel-button]:hidden"
        />
        {text !== '' && (
          <button
            type="button"
            aria-label={t('clearSearch')}
            onClick={() => {
              setText('');
              apply('');
            }}
            className="finger-room absolute top-1/2 right-2 grid size-6 -translate-y-1/2 place-items-center rounded text-muted-foreground hover:bg-muted hover:text-foreground"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        )}
        {isShown && (
          <LogSuggestions
            id={listId}
            suggestions={suggestions}
            active={active}
            optionId={optionId}
            onChoose={choose}
          />
        )}
      </div>
    </div>
  );
}
