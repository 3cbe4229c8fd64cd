'use client';

import { useEffect } from 'react';

type Steps = { next?: () => void; previous?: () => void };

/** What takes letters and arrows for itself. */
const takesKeys =
  'input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu], [role=radiogroup], section[tabindex]';

/** j and arrow down go to the next one, k and arrow up to the one before, wherever nothing else takes these keys. */
export function useStepKeys({ next, previous }: Steps): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest(takesKeys)) return;
      const isNext = event.key === 'j' || event.key === 'ArrowDown';
      const step = isNext ? next : event.key === 'k' || event.key === 'ArrowUp' ? previous : undefined;
      if (!step) return;
      event.preventDefault();
      step();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [next, previous]);
}
