import type { Logger } from '../../platform/logger.ts';
import type { Admission } from '../admission.ts';
import { RedisScriptStore } from '../redis/redis-script-store.ts';
import type { ScriptStore } from '../redis/script-store.ts';
import { type UpstashAddress, UpstashScriptStore } from '../redis/upstash-script-store.ts';
import { MemoryAdmission } from './memory/memory-admission.ts';
import { SharedAdmission } from './shared/shared-admission.ts';

/** Where the counters are: in this process, or in a store that answers or does not. */
export type AdmissionState = 'memory' | 'up' | 'away';

export interface OpenAdmission {
  admission: Admission;
  /** Counts for this process alone, while the shared store is away; the same one where there is none. */
  local: Admission;
  state(): AdmissionState;
  close(): Promise<void>;
}

export interface OpenAdmissionOptions {
  /** Undefined, like `upstash`: one process counts for itself. */
  redisUrl: string | undefined;
  upstash: UpstashAddress | undefined;
  /** How long anybody waits for a shared store. */
  timeoutMs: number;
  logger: Logger;
}

/** The counters of this deployment's limits and budgets. */
export function openAdmission({ redisUrl, upstash, timeoutMs, logger }: OpenAdmissionOptions): OpenAdmission {
  const local = new MemoryAdmission();
  const scripts = openScripts(redisUrl, upstash, logger);
  if (scripts === undefined) {
    return { admission: local, local, state: () => 'memory', close: () => local.close() };
  }
  const admission = new SharedAdmission({ scripts, timeoutMs, logger });
  return {
    admission,
    local,
    state: () => (admission.isAway ? 'away' : 'up'),
    close: () => admission.close(),
  };
}

function openScripts(
  redisUrl: string | undefined,
  upstash: UpstashAddress | undefined,
  logger: Logger,
): ScriptStore | undefined {
  if (redisUrl !== undefined) return new RedisScriptStore(redisUrl, logger);
  return upstash && new UpstashScriptStore(upstash);
}
