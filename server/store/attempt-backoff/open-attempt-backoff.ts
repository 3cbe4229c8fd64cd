import type { AttemptBackoff } from '../attempt-backoff.ts';
import { openScriptStore, type ScriptStoreOptions } from '../redis/open-script-store.ts';
import { MemoryAttemptBackoff } from './memory-attempt-backoff.ts';
import { RedisAttemptBackoff } from './redis-attempt-backoff.ts';

/** Where there is no shared store, one process counts for itself. */
export function openAttemptBackoff(options: ScriptStoreOptions): AttemptBackoff {
  const memory = new MemoryAttemptBackoff();
  const scripts = openScriptStore(options);
  if (scripts === undefined) return memory;
  return new RedisAttemptBackoff({ scripts, fallback: memory, logger: options.logger });
}
