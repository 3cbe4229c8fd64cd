import type { ConfigurationStore } from '../store/configuration.ts';
import { authenticate, type Caller } from './authenticate.ts';
import type { Exchange } from './exchange.ts';
import type { Shares } from './shares/shares.ts';

/** Finds out who calls, and takes the request in among theirs. Answers, throws and rejects as {@link authenticate} does. */
export type Identify = (exchange: Exchange) => Caller | Promise<Caller>;

export function createIdentify(configuration: ConfigurationStore, shares: Shares): Identify {
  return (exchange) => {
    const { request, receivedAtMs } = exchange;
    const found = authenticate(request, configuration, receivedAtMs);
    return found instanceof Promise
      ? shares.whileUnknown(request.clientAddress, found).then((caller) => takeIn(exchange, caller))
      : takeIn(exchange, found);
  };
}

function takeIn(exchange: Exchange, caller: Caller): Caller {
  exchange.caller = caller;
  exchange.tags = caller.key.tags;
  exchange.holding.open(caller.key);
  return caller;
}
