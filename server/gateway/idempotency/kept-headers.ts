import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../message.ts';
import { identityHeaders } from '../respond/response-headers.ts';

/** What the first answer says of how fast its client may go is not true of later ones. */
const passing = /^(?:x-ratelimit-|anthropic-ratelimit-|retry-after|connection$|content-length$)/;

/** Headers of an answer that are its own, and not those of the request that got it. */
export function keptHeaders(exchange: Exchange, { headers }: GatewayResponse): Record<string, string> {
  const identity = identityHeaders(exchange);
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !(name in identity) && !passing.test(name)),
  );
}
