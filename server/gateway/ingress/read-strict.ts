import { Fault } from '../../canonical/fault.ts';
import type { GatewayRequest } from '../message.ts';

/**
 * Whether losses are to be refused (`x-heddle-strict: true`) instead of named.
 * @throws Fault invalid_request for a value that is neither true nor false: who asks to be told of losses must not
 * be left in silence over a misspelling
 */
export function readStrict({ headers }: GatewayRequest): boolean {
  const header = headers['x-heddle-strict'];
  if (header === undefined) return false;
  const value = String(header).trim().toLowerCase();
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0' || value === '') return false;
  throw new Fault('invalid_request', 'x-heddle-strict: expected true or false.', { path: 'x-heddle-strict' });
}
