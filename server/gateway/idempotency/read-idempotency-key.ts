import { Fault } from '../../canonical/fault.ts';
import type { GatewayRequest } from '../message.ts';

const header = 'idempotency-key';
/** As Stripe takes it, which made the header popular. */
const keyPattern = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/**
 * What the client calls a request that is to be answered once, however often it is sent; null when it says nothing.
 * @throws Fault invalid_request
 */
export function readIdempotencyKey({ headers }: GatewayRequest): string | null {
  const value = headers[header];
  if (value === undefined) return null;
  const text = String(value);
  if (keyPattern.test(text)) return text;
  throw new Fault('invalid_request', `${header}: expected 1 to 255 printable ASCII characters.`, {
    path: header,
  });
}
