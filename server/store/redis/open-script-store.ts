import type { Logger } from '../../platform/logger.ts';
import { RedisScriptStore } from './redis-script-store.ts';
import type { ScriptStore } from './script-store.ts';
import { type UpstashAddress, UpstashScriptStore } from './upstash-script-store.ts';

/** The store that the processes of this deployment share. */
export interface ScriptStoreOptions {
  redisUrl: string | undefined;
  upstash: UpstashAddress | undefined;
  logger: Logger;
}

/** Undefined: there is none, and each process counts for itself. */
export function openScriptStore({ redisUrl, upstash, logger }: ScriptStoreOptions): ScriptStore | undefined {
  if (redisUrl !== undefined) return new RedisScriptStore(redisUrl, logger);
  return upstash && new UpstashScriptStore(upstash);
}
