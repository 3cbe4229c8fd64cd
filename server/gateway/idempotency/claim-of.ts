import { createHash, hash } from 'node:crypto';
import type { GatewayKey } from '../../store/configuration.ts';
import type { IdempotencyClaim } from '../../store/idempotency.ts';
import type { Exchange } from '../exchange.ts';

/** A request with an Idempotency-Key, whose body has been read. The same is one with the same path, query and body. */
export function claimOf(exchange: Exchange, key: GatewayKey, idempotencyKey: string): IdempotencyClaim {
  const { request, bytes, id } = exchange;
  const asked = createHash('sha256').update(`${request.method} ${request.path}?${request.query}\n`);
  return {
    tenantId: key.tenantId,
    apiKeyId: key.id,
    keyHash: hash('sha256', idempotencyKey, 'buffer'),
    requestHash: exchange.work('decode', () => asked.update(bytes).digest()),
    requestId: id,
  };
}
