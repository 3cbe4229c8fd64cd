import type { Caller } from '../../access/caller.ts';

/** What every procedure knows of the request it serves. */
export interface TrpcContext {
  caller: Caller;
}
