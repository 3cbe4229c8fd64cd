'use client';

import { useEffect, useRef } from 'react';
import { useTRPCClient } from '@/components/api/trpc';
import type { LogInput } from './log-input';
import type { LogList } from './use-log-list';

const everyMs = 2_500;
const slowestMs = 60_000;
/** A record is written a moment after its request ends, and clocks differ. */
const overlapMs = 10_000;
const mostAtOnce = 200;

/**
 * Asks every few seconds for requests that have ended since, while the tab is in sight. A record stands where its
 * request began: one that took minutes appears among older ones.
 * @param isAtTop they are shown at once; otherwise they wait, and nothing jumps under the reader's eyes
 */
export function useLiveLogs(list: LogList, input: LogInput, isOn: boolean, isAtTop: () => boolean): void {
  const client = useTRPCClient();
  const latest = useRef({ list, input, isAtTop });
  latest.current = { list, input, isAtTop };

  useEffect(() => {
    if (!isOn) return;
    const ending = new AbortController();
    let pauseMs = everyMs;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function ask() {
      clearTimeout(timer);
      const { list, input } = latest.current;
      if (document.visibilityState === 'visible' && list.asOf !== null && list.phase !== 'begun') {
        const asked = JSON.stringify(input);
        const endedAfter = new Date(Date.parse(list.asOf) - overlapMs).toISOString();
        try {
          const page = await client.logs.search.query(
            { ...input, endedAfter, limit: mostAtOnce },
            { signal: ending.signal },
          );
          if (ending.signal.aborted) return;
          pauseMs = everyMs;
          const isSameSearch = JSON.stringify(latest.current.input) === asked;
          if (isSameSearch && latest.current.list.phase !== 'begun') {
            const show = latest.current.isAtTop();
            const isCut = page.items.length === mostAtOnce;
            // More came than fit in between what is shown and the newest.
            if (isCut && show) latest.current.list.reload();
            else latest.current.list.dispatch({ type: 'appear', page, show, isCut });
          }
        } catch {
          if (ending.signal.aborted) return;
          pauseMs = Math.min(pauseMs * 2, slowestMs);
        }
      }
      timer = setTimeout(ask, pauseMs);
    }

    function comeBack() {
      if (document.visibilityState === 'visible') void ask();
    }

    timer = setTimeout(ask, everyMs);
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      ending.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', comeBack);
    };
  }, [isOn, client]);
}
