// The stores that processes can share, over one real Redis of a test file: as Redis, and as an Upstash in front of it.

import { createLogger } from '../../server/platform/logger.ts';
import { RedisScriptStore } from '../../server/store/redis/redis-script-store.ts';
import type { ScriptStore } from '../../server/store/redis/script-store.ts';
import { UpstashScriptStore } from '../../server/store/redis/upstash-script-store.ts';
import { findRedis } from './redis.ts';
import { openUpstashBridge } from './upstash-bridge.ts';

export interface SharedStores {
  /** False where there is no redis-server; then nothing else is of use. */
  available: boolean;
  redisUrl: string;
  /** Opens one more connection to each. */
  redis(): ScriptStore;
  upstash(): ScriptStore;
  close(): Promise<void>;
}

export async function openSharedStores(): Promise<SharedStores> {
  const finder = findRedis();
  const server = finder.available ? await finder.start() : null;
  const bridge = server && (await openUpstashBridge(server.url));
  const redisUrl = server?.url ?? '';
  return {
    available: server !== null,
    redisUrl,
    redis: () => new RedisScriptStore(redisUrl, createLogger('shared-stores')),
    upstash: () => new UpstashScriptStore({ url: bridge?.url ?? '', token: bridge?.token ?? '' }),
    async close() {
      await bridge?.close();
      await server?.close();
    },
  };
}
