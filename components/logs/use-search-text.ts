'use client';

import { useEffect, useRef, useState } from 'react';
import type { LogsAddress } from './logs-href';
import type { LogFilterState } from './use-log-filter';

const pauseMs = 250;

/** The text in the search field, which becomes a filter when its writer pauses. */
export function useSearchText(view: LogFilterState) {
  const { search } = view.address;
  const [text, setText] = useState(search);
  const written = useRef(search);
  const latest = useRef(view);
  latest.current = view;

  // The address was changed by something else: a view that was opened, filters that were cleared.
  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    setText(search);
  }, [search]);

  useEffect(() => {
    const trimmed = text.trim();
    if (trimmed === written.current) return;
    const timer = setTimeout(() => {
      written.current = trimmed;
      latest.current.change({ search: trimmed });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text]);

  return {
    text,
    setText,
    /** At once, without the pause. */
    apply: (next: string, filters: Partial<LogsAddress> = {}) => {
      written.current = next.trim();
      view.change({ ...filters, search: next.trim() });
    },
  };
}
