import type { RateLimits } from '../rate-limits.ts';
import { openScriptStore, type ScriptStoreOptions } from '../redis/open-script-store.ts';
import { MemoryRateLimits } from './memory-rate-limits.ts';
import { RedisRateLimits } from './redis-rate-limits.ts';

/** Where there is no shared store, one process counts for itself. */
export function openRateLimits(options: ScriptStoreOptions): RateLimits {
  const memory = new MemoryRateLimits();
  const scripts = openScriptStore(options);
  if (scripts === undefined) return memory;
  return new RedisRateLimits({ scripts, fallback: memory, logger: options.logger });
}
