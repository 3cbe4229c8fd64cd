'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPCClient } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

/** Tests under way at the same time: a provider's limits are soon met. */
const atOnce = 4;

export type TestRun = {
  total: number;
  done: number;
  failed: number;
  /** Why it ended before its time. */
  stoppedBy: string | undefined;
  running: boolean;
};

/** Tests many channels, a few at a time, and says how far it is. A refusal of ours (too many tests) ends it. */
export function useTestMany() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const tenant = useTenant();
  const [run, setRun] = useState<TestRun>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  async function start(ids: readonly string[]) {
    stop.current?.abort();
    const stopped = new AbortController();
    stop.current = stopped;
    const waiting = [...ids];
    setRun({ total: ids.length, done: 0, failed: 0, stoppedBy: undefined, running: true });
    const update = (change: (run: TestRun) => Partial<TestRun>) => {
      if (stop.current === stopped) setRun((run) => run && { ...run, ...change(run) });
    };
    async function work() {
      for (let id = waiting.shift(); id !== undefined && !stopped.signal.aborted; id = waiting.shift()) {
        try {
          const { ok } = await client.channels.test.mutate({ tenant, id }, { signal: stopped.signal });
          update(({ done, failed }) => ({ done: done + 1, failed: failed + (ok ? 0 : 1) }));
        } catch (error) {
          if (stopped.signal.aborted) return;
          stopped.abort();
          update(() => ({ stoppedBy: error instanceof Error ? error.message : String(error) }));
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work));
    update(() => ({ running: false }));
    await queryClient.invalidateQueries();
  }

  return {
    run,
    start,
    stop: () => stop.current?.abort(),
    dismiss: () => setRun(undefined),
  };
}
