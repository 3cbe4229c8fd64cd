import { Fault } from '../canonical/fault.ts';

/** Whatever was thrown, as a row of the error table; what nobody foresaw is `internal`. */
export function asFault(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault('internal', undefined, { cause: error });
}
