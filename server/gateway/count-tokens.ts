import { Fault } from '../canonical/fault.ts';
import { dialects } from '../dialects/index.ts';
import { encodeTokenCount, isTokenCount } from '../dialects/token-count.ts';
import { withoutCredential } from '../platform/without-credential.ts';
import type { Attempt } from '../store/ledger.ts';
import { type ChannelRoom, inChannelRoom } from './admission/channel-room.ts';
import { addRateLimits } from './admission/rate-limit-headers.ts';
import { asFault } from './as-fault.ts';
import { maxErrorBytes } from './attempt.ts';
import type { Exchange } from './exchange.ts';
import type { GatewayResponse } from './message.ts';
import type { Candidate } from './plan.ts';
import { recordAttempt } from './record-attempt.ts';
import { answerHeaders, identityHeaders } from './respond/response-headers.ts';
import type { Upstreams } from './upstream/upstreams.ts';

/**
 * How many input tokens a request would take. A channel that speaks the client's format is asked; where there
 * is none, or it fails or has no room, a tokenizer estimates.
 */
export async function countTokens(
  exchange: Exchange,
  candidates: readonly Candidate[],
  upstreams: Upstreams,
  channels: ChannelRoom,
): Promise<GatewayResponse> {
  const candidate = candidates.find(({ provider }) => provider.dialect === exchange.dialect.name);
  if (candidate) {
    try {
      return await recordAttempt(exchange, candidate, candidate.reason, (record) =>
        inChannelRoom(channels, exchange, candidate, () =>
          askUpstream(exchange, candidate, upstreams, record),
        ),
      );
    } catch (error) {
      const fault = asFault(error);
      if (!fault.retryable && fault.code !== 'upstream_address_refused') throw fault;
    }
  }
  return estimate(exchange);
}

async function askUpstream(
  exchange: Exchange,
  candidate: Candidate,
  upstreams: Upstreams,
  record: Attempt,
): Promise<GatewayResponse> {
  const { provider, upstreamModel } = candidate;
  const dialect = dialects[provider.dialect];
  const { reader, route } = exchange;
  if (!reader || route?.operation !== 'count-tokens') throw new Fault('invalid_request');
  const path = dialect.upstreamPath({ name: 'count-tokens', model: upstreamModel });
  const target = { model: upstreamModel, quirks: provider.quirks };
  const body = await exchange.work('bridge', () => reader.relayedTo(target));
  const upstream = await upstreams.send(candidate, path, body, exchange);
  record.status = upstream.status;
  const bytes = await upstream.body.readAll();
  if (upstream.status !== 200) {
    const text = withoutCredential(
      bytes.subarray(0, maxErrorBytes).toString('utf8'),
      candidate.channel.credential,
    );
    throw dialect.decodeFault(upstream.status, text, upstream.headers);
  }
  if (!isTokenCount(route.dialect, bytes.toString('utf8'))) throw new Fault('upstream_malformed');
  const headers = answerHeaders(exchange, candidate, 'application/json', upstream.headers);
  return { status: 200, headers, body: bytes };
}

async function estimate(exchange: Exchange): Promise<GatewayResponse> {
  const { reader, route } = exchange;
  if (!reader || route?.operation !== 'count-tokens') throw new Fault('invalid_request');
  const tokens = await reader.countTokens((text, length) => exchange.countText(text, length));
  const headers = { ...identityHeaders(exchange), 'content-type': 'application/json' };
  addRateLimits(headers, exchange.dialect.name, exchange.standing);
  return { status: 200, headers, body: Buffer.from(JSON.stringify(encodeTokenCount(route.dialect, tokens))) };
}
