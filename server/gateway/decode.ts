import type { Envelope } from '../dialects/dialect.ts';
import type { Exchange } from './exchange.ts';
import { readJsonBytes } from './ingress/read-json-bytes.ts';
import { readStrict } from './ingress/read-strict.ts';
import { ParsedRequest } from './request/parsed-request.ts';
import { type BodyRoute, sourceOf } from './request/request-source.ts';
import { isHeavy } from './worker/heavy.ts';
import { RemoteRequest } from './worker/remote-request.ts';
import { shareBytes } from './worker/share-bytes.ts';

/**
 * Takes the body and reads just enough of it to route the request; the rest is decoded only where formats differ.
 * A long body is read by the codec thread.
 */
export async function decode(exchange: Exchange, route: BodyRoute, maxBodyBytes: number): Promise<Envelope> {
  const { request } = exchange;
  exchange.strict = readStrict(request);
  exchange.bytes = await request.readBody(exchange.cancellation);
  const bytes = readJsonBytes(request, exchange.bytes, maxBodyBytes);
  exchange.bytes = bytes instanceof Promise ? await bytes : bytes;
  const turn = exchange.turn();
  if (turn) await turn;
  exchange.reader = isHeavy(exchange.bytes)
    ? await readRemotely(exchange, route)
    : exchange.work('decode', () => new ParsedRequest(sourceOf(exchange.bytes, route)));
  exchange.envelope = exchange.reader.envelope;
  return exchange.envelope;
}

async function readRemotely(exchange: Exchange, route: BodyRoute): Promise<RemoteRequest> {
  // From now on where both threads see them: they need not be held twice.
  exchange.bytes = await shareBytes(exchange.bytes);
  const source = sourceOf(exchange.bytes, route);
  return RemoteRequest.read(exchange.codecs, exchange.taskOwner, exchange.id, source);
}
