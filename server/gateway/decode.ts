import type { Envelope } from '../dialects/dialect.ts';
import type { Exchange } from './exchange.ts';
import { readJsonBytes } from './ingress/read-json-bytes.ts';
import { readStrict } from './ingress/read-strict.ts';
import { readTags } from './ingress/read-tags.ts';
import { ParsedRequest } from './request/parsed-request.ts';
import { type BodyRoute, sourceOf } from './request/request-source.ts';
import type { CheckBody } from './signing/check-signature.ts';
import { isHeavy } from './worker/heavy.ts';
import { RemoteRequest } from './worker/remote-request.ts';
import { shareBytes } from './worker/share-bytes.ts';

/** What an object, an array or a member takes in memory, at most, beside its text. */
const bytesPerValue = 48;

/**
 * Takes the body and reads just enough of it to route the request; the rest is decoded only where formats differ.
 * A long body is read by the codec thread.
 * @param checkBody judges the body as it was sent, before anything reads it
 */
export async function decode(
  exchange: Exchange,
  route: BodyRoute,
  maxBodyBytes: number,
  checkBody: CheckBody | null,
): Promise<Envelope> {
  const { request, holding } = exchange;
  exchange.strict = readStrict(request);
  exchange.tags = bothTags(exchange.tags, readTags(request));
  const received = await request.readBody(exchange.cancellation, holding);
  if (checkBody) await checkBody(received);
  const bytes = readJsonBytes(request, received, maxBodyBytes, exchange);
  exchange.bytes = bytes instanceof Promise ? await bytes : bytes;
  const turn = exchange.turn();
  if (turn) await turn;
  exchange.reader = isHeavy(exchange.bytes)
    ? await readRemotely(exchange, route)
    : exchange.work('decode', () => readHere(exchange, route));
  exchange.envelope = exchange.reader.envelope;
  return exchange.envelope;
}

/** Each once. */
function bothTags(ofKey: string[], ofRequest: string[]): string[] {
  if (ofRequest.length === 0) return ofKey;
  return ofKey.length === 0 ? ofRequest : [...new Set([...ofKey, ...ofRequest])];
}

function readHere({ bytes, holding }: Exchange, route: BodyRoute): ParsedRequest {
  // For the texts it is made of.
  holding.take(bytes.length);
  return new ParsedRequest(sourceOf(bytes, route), (values) => holding.take(values * bytesPerValue));
}

/** What is made of it is in the codec thread, which keeps a known amount for all. */
async function readRemotely(exchange: Exchange, route: BodyRoute): Promise<RemoteRequest> {
  // From now on where both threads see them: they need not be held twice.
  exchange.bytes = await shareBytes(exchange.bytes);
  const source = sourceOf(exchange.bytes, route);
  return RemoteRequest.read(exchange.codecs, exchange.taskOwner, exchange.id, source);
}
