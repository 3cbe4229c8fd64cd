import type { Stage } from '../stage/stage.ts';
import { type Fault, undo } from './fault.ts';

const SLOW_MS = 400;

const missing = ({ redis }: Stage) => (redis ? null : 'there is no redis-server on this machine');

export const redisFaults: readonly Fault[] = [
  {
    name: 'Redis killed',
    missing,
    async strike({ stage: { redis } }) {
      await redis?.kill();
      return undo(async () => redis?.restart());
    },
  },
  {
    name: 'Redis frozen',
    missing,
    async strike({ stage: { redis } }) {
      redis?.freeze();
      return undo(() => redis?.thaw());
    },
  },
  {
    name: `Redis slow (${SLOW_MS} ms)`,
    missing,
    async strike({ stage: { proxies } }) {
      await proxies.redis?.set({ type: 'slow', byMs: SLOW_MS });
      return undo(async () => proxies.redis?.set({ type: 'pass' }));
    },
  },
];
