import { Fault } from '../canonical/fault.ts';
import type { GatewayRequest } from './message.ts';

export const hopsHeader = 'x-heddle-hops';

/** Through more gateways nobody chains; a channel that points back at its own gateway goes on for ever. */
const mostHops = 4;

/** How many gateways have passed this request on. */
export function hopsOf({ headers }: GatewayRequest): number {
  const said = Number(headers[hopsHeader]);
  return Number.isInteger(said) && said > 0 ? said : 0;
}

/** @throws Fault invalid_request for a request that goes round in circles */
export function checkHops(request: GatewayRequest): void {
  if (hopsOf(request) <= mostHops) return;
  throw new Fault('invalid_request', `The request has come through more than ${mostHops} gateways in a row.`);
}
