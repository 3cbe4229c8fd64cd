'use client';

import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { useTRPCClient } from '@/components/api/trpc';
import type { LogInput } from './log-input';
import { emptyLogList, reduceLogList } from './log-list-state';

/** Rows of a page; a search in which little matches goes on by itself until it has half of them. */
const pageSize = 100;

export type LogList = ReturnType<typeof useLogList>;

/**
 * The requests that match, page by page. A new search ends the one before it, whose answer is never shown, and whose
 * rows stay until the new ones are there.
 */
export function useLogList(input: LogInput) {
  const client = useTRPCClient();
  const [state, dispatch] = useReducer(reduceLogList, emptyLogList);
  const [run, setRun] = useState(0);
  const latest = useRef({ input, state });
  latest.current = { input, state };
  const reading = useRef<AbortController>(null);
  const key = JSON.stringify(input);

  const read = useCallback(
    async (after: string | null) => {
      reading.current?.abort();
      const ending = new AbortController();
      reading.current = ending;
      const { signal } = ending;
      let cursor = after;
      let found = 0;
      try {
        for (;;) {
          const page = await client.logs.search.query(
            { ...latest.current.input, cursor: cursor ?? undefined, limit: pageSize },
            { signal },
          );
          if (signal.aborted) return;
          found += page.items.length;
          const goesOn = page.nextCursor !== null && found < pageSize / 2;
          dispatch({ type: 'page', page, isFirst: cursor === null, goesOn });
          if (!goesOn) return;
          cursor = page.nextCursor;
        }
      } catch (error) {
        if (signal.aborted) return;
        dispatch({ type: 'fail', message: error instanceof Error ? error.message : String(error) });
      }
    },
    [client],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a search begins where what is asked for changes, or by reload.
  useEffect(() => {
    dispatch({ type: 'begin' });
    void read(null);
    return () => reading.current?.abort();
  }, [key, run, read]);

  return {
    ...state,
    dispatch,
    reload: useCallback(() => setRun((before) => before + 1), []),
    /** Goes on where the list ends. */
    more: useCallback(() => {
      const { nextCursor, phase } = latest.current.state;
      if (nextCursor === null || phase === 'begun' || phase === 'reading') return;
      dispatch({ type: 'read' });
      void read(nextCursor);
    }, [read]),
    stop: useCallback(() => {
      reading.current?.abort();
      dispatch({ type: 'stop' });
    }, []),
  };
}
