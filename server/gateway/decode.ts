import type { Envelope } from '../dialects/dialect.ts';
import type { Exchange } from './exchange.ts';
import { readJsonBytes } from './ingress/read-json-bytes.ts';
import { readStrict } from './ingress/read-strict.ts';
import { ParsedRequest } from './request/parsed-request.ts';
import { sourceOf } from './request/request-source.ts';
import type { Route } from './routes.ts';
import { isHeavy } from './worker/heavy.ts';
import { RemoteRequest } from './worker/remote-request.ts';

/** What an object, an array or a member takes in memory, at most, beside its text. */
const bytesPerValue = 48;

/**
 * Takes the body and reads just enough of it to route the request; the rest is decoded only where formats differ.
 * A long body is read by the codec thread.
 */
export async function decode(
  exchange: Exchange,
  route: Extract<Route, { operation: 'generate' | 'count-tokens' }>,
  maxBodyBytes: number,
): Promise<Envelope> {
  const { request, holding } = exchange;
  exchange.strict = readStrict(request);
  const received = await request.readBody(exchange.cancellation, holding);
  const bytes = readJsonBytes(request, received, maxBodyBytes, exchange);
  exchange.bytes = bytes instanceof Promise ? await bytes : bytes;
  const turn = exchange.turn();
  if (turn) await turn;
  const source = sourceOf(exchange.bytes, route);
  // For what is made of it: another body, or the values it is made of.
  holding.take(source.bytes.length);
  const reader = exchange.work('decode', () =>
    isHeavy(source.bytes)
      ? RemoteRequest.read(exchange.codecs, exchange.taskOwner, exchange.id, source)
      : new ParsedRequest(source, (values) => holding.take(values * bytesPerValue)),
  );
  exchange.reader = reader instanceof Promise ? await reader : reader;
  // Where both threads see them: they need not be held twice.
  if (exchange.reader instanceof RemoteRequest) exchange.bytes = exchange.reader.bytes;
  exchange.envelope = exchange.reader.envelope;
  return exchange.envelope;
}
