import type { Losses } from '../../canonical/loss.ts';
import type { WireHeaders } from '../../dialects/dialect.ts';
import { withoutCredential } from '../../platform/without-credential.ts';
import { addRateLimits } from '../admission/rate-limit-headers.ts';
import type { Exchange } from '../exchange.ts';
import type { Candidate } from '../plan.ts';

/** Upstream headers that are passed on as they are, where they tell the client how fast it may go. */
const passedOn = /^(?:x-ratelimit-|anthropic-ratelimit-|retry-after(?:-ms)?$)/;
/** Upstream headers that are passed on under `x-upstream-…`. */
const renamed: Readonly<Record<string, string>> = {
  'x-request-id': 'x-upstream-request-id',
  'request-id': 'x-upstream-request-id',
  'openai-processing-ms': 'x-upstream-processing-ms',
};

const noStore = 'no-store';
const noSniff = 'nosniff';

/**
 * Headers that every answer carries: the request's id, also where the format's own clients look for it, and that nobody
 * is to keep the answer or to take it for anything but what it says it is.
 */
export function identityHeaders({ id, dialect }: Exchange): Record<string, string> {
  return dialect.name === 'anthropic-messages'
    ? {
        'x-heddle-request-id': id,
        'request-id': id,
        'cache-control': noStore,
        'x-content-type-options': noSniff,
      }
    : {
        'x-heddle-request-id': id,
        'x-request-id': id,
        'cache-control': noStore,
        'x-content-type-options': noSniff,
      };
}

/** Headers of an answer that came from a channel. */
export function answerHeaders(
  exchange: Exchange,
  candidate: Candidate,
  contentType: string,
  upstream: WireHeaders,
): Record<string, string> {
  const headers = identityHeaders(exchange);
  headers['content-type'] = contentType;
  headers['x-heddle-provider'] = candidate.provider.id;
  headers['x-heddle-channel'] = encodeURIComponent(candidate.channel.name);
  for (const name in upstream) {
    const to = renamed[name] ?? (passedOn.test(name) ? name : null);
    const value = to === null ? undefined : upstream[name];
    if (to === null || value === undefined) continue;
    headers[to] = withoutCredential(
      Array.isArray(value) ? value.join(', ') : value,
      candidate.channel.credential,
    );
  }
  addRateLimits(headers, exchange.dialect.name, exchange.standing);
  const cap = exchange.admitted?.outputCap;
  if (cap != null) headers['x-heddle-capped'] = `max_tokens=${cap}`;
  return headers;
}

/** Names what was dropped. Names are the formats' own, but never let one break a header. */
export function addDropped(headers: Record<string, string>, losses: Losses): void {
  const { names } = losses;
  if (names.length > 0) headers['x-heddle-dropped'] = names.join(', ').replace(/[^\x20-\x7e]/g, '?');
}
