import type { Exchange } from './exchange.ts';
import type { RequestOutcome } from './settlement/request-outcome.ts';
import type { Settlement } from './settlement.ts';

/** What a request's record is made of; null when it leaves none. */
export function outcomeOf<Ended extends Settlement>(
  exchange: Exchange,
  settlement: Ended,
): (RequestOutcome & Pick<Ended, 'served'>) | null {
  const { caller, route, envelope } = exchange;
  // Whoever did not authenticate has no account to write to; looking at the list of models costs nothing.
  if (!caller || !route || route.operation === 'list-models' || route.operation === 'get-model') return null;
  return {
    requestId: exchange.id,
    receivedAt: new Date(exchange.receivedAtMs),
    key: caller.key,
    tenant: caller.tenant,
    dialect: exchange.dialect.name,
    endpoint: route.endpoint,
    envelope,
    attempts: exchange.attempts,
    served: settlement.served,
    answer: settlement.answer,
    readPrompt: () => exchange.canonical(),
    fault: settlement.fault,
    httpStatus: settlement.httpStatus,
    endedBy: settlement.endedBy,
    latencyFirstByteMs: settlement.firstByteMs === null ? null : Math.round(settlement.firstByteMs),
    latencyMs: Math.round(exchange.elapsedMs()),
    losses: [...exchange.losses],
  };
}
