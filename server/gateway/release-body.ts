import type { Caller } from './authenticate.ts';
import type { Exchange } from './exchange.ts';

const noBody = Buffer.alloc(0);

/** Once an answer has begun nothing needs the request's bytes any more, except where they are to be stored. */
export function releaseBody(exchange: Exchange, { tenant }: Caller): void {
  if (tenant.storeContent) return;
  exchange.holding.give(exchange.reader?.answered() ?? 0);
  exchange.bytes = noBody;
}
