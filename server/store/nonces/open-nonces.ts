import type { Logger } from '../../platform/logger.ts';
import type { Nonces } from '../nonces.ts';
import { RedisScriptStore } from '../redis/redis-script-store.ts';
import { type UpstashAddress, UpstashScriptStore } from '../redis/upstash-script-store.ts';
import { MemoryNonces } from './memory-nonces.ts';
import { SharedNonces } from './shared-nonces.ts';

export interface OpenNoncesOptions {
  /** Undefined, like `upstash`: one process remembers for itself. */
  redisUrl: string | undefined;
  upstash: UpstashAddress | undefined;
  /** How long anybody waits for a shared store. */
  timeoutMs: number;
  logger: Logger;
}

export function openNonces({ redisUrl, upstash, timeoutMs, logger }: OpenNoncesOptions): Nonces {
  if (redisUrl !== undefined) {
    return new SharedNonces({ scripts: new RedisScriptStore(redisUrl, logger), timeoutMs });
  }
  return upstash
    ? new SharedNonces({ scripts: new UpstashScriptStore(upstash), timeoutMs })
    : new MemoryNonces();
}
