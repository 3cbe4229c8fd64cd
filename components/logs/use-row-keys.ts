'use client';

import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Log } from './log-list-state';

const page = 10;

/**
 * The arrow keys, Page Up and Down, Home and End go from row to row; of all rows, the tab key reaches the last that
 * had the focus.
 * @param show brings a row into sight, which may only then be drawn
 */
export function useRowKeys(
  rows: readonly Log[],
  frame: RefObject<HTMLElement | null>,
  show: (index: number) => void,
) {
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = useRef<string>(null);
  const known = focused !== null && rows.some(({ id }) => id === focused);

  // After each drawing: the row may take two of them to come into sight.
  useEffect(() => {
    if (wanted.current === null) return;
    const link = frame.current?.querySelector<HTMLElement>(`[data-log="${wanted.current}"]`);
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    const at = rows.findIndex(({ id }) => id === focused);
    const to = placeFor(event.key, at, rows.length);
    const row = to === null ? undefined : rows[to];
    if (to === null || !row) return;
    event.preventDefault();
    wanted.current = row.id;
    setFocused(row.id);
    show(to);
  }

  return {
    reachable: known ? focused : (rows[0]?.id ?? null),
    onFocus: useCallback((id: string) => setFocused(id), []),
    onKeyDown,
  };
}

/** Where a key leads from a place in a list; null for other keys. */
function placeFor(key: string, at: number, length: number): number | null {
  const within = (place: number) => Math.max(0, Math.min(length - 1, place));
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return 0;
    case 'End':
      return within(length - 1);
    default:
      return null;
  }
}
