import { Fault } from '../../canonical/fault.ts';
import { faultResponse } from './fault-response.ts';

/** Answers for the paths under /api where there is nothing. */
export function handleNothing(): Response {
  return faultResponse(new Fault('not_found'), crypto.randomUUID());
}
