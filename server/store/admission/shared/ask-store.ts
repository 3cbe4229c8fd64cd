import { AdmissionAway } from '../../admission.ts';
import type { ScriptStore } from '../../redis/script-store.ts';
import { admissionScript } from './admission-script.ts';
import type { Availability } from './availability.ts';
import type { StoreCall } from './store-call.ts';

export interface AskOptions {
  scripts: ScriptStore;
  availability: Availability;
  /** How long anybody waits. */
  timeoutMs: number;
  leaseMs: number;
  /** Instead of the store's clock. */
  now: (() => number) | undefined;
}

/**
 * Asks the store in time.
 * @param late has the answer that came when nobody waited any more
 * @throws AdmissionAway
 */
export function askStore(
  { scripts, availability, timeoutMs, leaseMs, now }: AskOptions,
  call: StoreCall,
  late?: (reply: unknown) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let waits = true;
    const fail = (error: unknown) => {
      if (!waits) return;
      waits = false;
      clearTimeout(timer);
      availability.failed(error);
      reject(new AdmissionAway('The shared counters do not answer', { cause: error }));
    };
    // Where this process was held up, the answer may be here already: it is read before the next turn.
    const timer = setTimeout(
      () => setImmediate(() => fail(new Error(`no answer within ${timeoutMs} ms`))),
      timeoutMs,
    );
    run(scripts, call, leaseMs, now?.()).then((reply) => {
      if (!waits) {
        late?.(reply);
        return;
      }
      waits = false;
      clearTimeout(timer);
      availability.answered();
      resolve(reply);
    }, fail);
  });
}

function run(
  scripts: ScriptStore,
  call: StoreCall,
  leaseMs: number,
  nowMs: number | undefined,
): Promise<unknown> {
  const { verb, id, keys, values } = call;
  return scripts.run(admissionScript, keys, (generation) => [
    verb,
    generation,
    nowMs ?? '',
    leaseMs,
    id,
    ...values,
  ]);
}
