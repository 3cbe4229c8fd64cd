import type { Admission } from '../admission.ts';
import { openScriptStore, type ScriptStoreOptions } from '../redis/open-script-store.ts';
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

export interface OpenAdmissionOptions extends ScriptStoreOptions {
  /** How long anybody waits for a shared store. */
  timeoutMs: number;
}

/** The counters of this deployment's limits and budgets. */
export function openAdmission({ timeoutMs, ...store }: OpenAdmissionOptions): OpenAdmission {
  const local = new MemoryAdmission();
  const scripts = openScriptStore(store);
  if (scripts === undefined) {
    return { admission: local, local, state: () => 'memory', close: () => local.close() };
  }
  const admission = new SharedAdmission({ scripts, timeoutMs, logger: store.logger });
  return {
    admission,
    local,
    state: () => (admission.isAway ? 'away' : 'up'),
    close: () => admission.close(),
  };
}
