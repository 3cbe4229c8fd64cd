import { Fault } from '../canonical/fault.ts';
import type { Envelope, WireRequest } from '../dialects/dialect.ts';
import { countedRequest } from '../dialects/token-count.ts';
import type { Exchange } from './exchange.ts';
import { parseJson } from './ingress/parse-json.ts';
import { readJsonBytes } from './ingress/read-json-bytes.ts';
import { readStrict } from './ingress/read-strict.ts';
import type { Route } from './routes.ts';

/** What an object, an array or a member takes in memory, at most, beside its text. */
const BYTES_PER_VALUE = 48;

/** Takes the body and reads just enough of it to route the request; the rest is decoded only where formats differ. */
export async function decode(exchange: Exchange, route: Route, maxBodyBytes: number): Promise<Envelope> {
  const { request, holding } = exchange;
  exchange.strict = readStrict(request);
  const received = await request.readBody(exchange.cancellation, holding);
  const bytes = readJsonBytes(request, received, maxBodyBytes, exchange);
  exchange.bytes = bytes instanceof Promise ? await bytes : bytes;
  const body = parseJson(exchange.bytes, (values) =>
    holding.take(exchange.bytes.length + values * BYTES_PER_VALUE),
  );
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new Fault('invalid_request', 'The body must be a JSON object.');
  }
  const path = 'path' in route ? route.path : undefined;
  exchange.wire = path ? { body, path } : { body };
  exchange.envelope = exchange.dialect.readEnvelope(readable(route, exchange.wire));
  return exchange.envelope;
}

/** A question for a count is read as the request it is about. */
function readable(route: Route, wire: WireRequest): WireRequest {
  return route.operation === 'count-tokens' ? countedRequest(route.dialect, wire) : wire;
}
