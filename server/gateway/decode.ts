import type { Envelope } from '../dialects/dialect.ts';
import type { Exchange } from './exchange.ts';
import { readJsonBytes } from './ingress/read-json-bytes.ts';
import { readStrict } from './ingress/read-strict.ts';
import { ParsedRequest } from './request/parsed-request.ts';
import { sourceOf } from './request/request-source.ts';
import type { Route } from './routes.ts';
import { isHeavy } from './worker/heavy.ts';
import { RemoteRequest } from './worker/remote-request.ts';

/**
 * Takes the body and reads just enough of it to route the request; the rest is decoded only where formats differ.
 * A long body is read by the codec thread.
 */
export async function decode(
  exchange: Exchange,
  route: Extract<Route, { operation: 'generate' | 'count-tokens' }>,
  maxBodyBytes: number,
): Promise<Envelope> {
  const { request } = exchange;
  exchange.strict = readStrict(request);
  exchange.bytes = await request.readBody(exchange.cancellation);
  const bytes = readJsonBytes(request, exchange.bytes, maxBodyBytes);
  exchange.bytes = bytes instanceof Promise ? await bytes : bytes;
  const turn = exchange.turn();
  if (turn) await turn;
  const source = sourceOf(exchange.bytes, route);
  const reader = exchange.work('decode', () =>
    isHeavy(source.bytes)
      ? RemoteRequest.read(exchange.codecs, exchange.taskOwner, exchange.id, source)
      : new ParsedRequest(source),
  );
  exchange.reader = reader instanceof Promise ? await reader : reader;
  // Where both threads see them: they need not be held twice.
  if (exchange.reader instanceof RemoteRequest) exchange.bytes = exchange.reader.bytes;
  exchange.envelope = exchange.reader.envelope;
  return exchange.envelope;
}
