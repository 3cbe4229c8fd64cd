import type { DialectName } from '../../canonical/dialect-name.ts';
import { Fault } from '../../canonical/fault.ts';
import { Reach } from '../../platform/network/reach.ts';
import { upstreamReach } from '../../platform/network/upstream-reach.ts';
import { authenticationHeaders } from '../../providers/authentication-headers.ts';
import { resolveBaseUrl } from '../../providers/base-url.ts';
import { isDeclaredLocalAddress } from '../../providers/local-address.ts';
import type { InProcessRequest, Provider } from '../../providers/provider.ts';
import type { GatewayChannel } from '../../store/configuration.ts';
import type { Begin } from '../begin.ts';
import type { Exchange } from '../exchange.ts';
import { hopsHeader, hopsOf } from '../hops.ts';
import type { GatewayRequest } from '../message.ts';
import type { Candidate } from '../plan.ts';
import type { GatewaySettings } from '../settings.ts';
import { readInProcess } from '../worker/read-in-process.ts';
import { sendHttp } from './send-http.ts';
import { sendInProcess } from './send-in-process.ts';
import type { UpstreamAnswer } from './upstream.ts';
import { UpstreamPools } from './upstream-pools.ts';

/** What is the same for every request to a channel. */
interface Address {
  origin: string;
  /** Path of the base URL, without a trailing slash. */
  basePath: string;
  reach: Reach;
  /** Names and values by turns. */
  headers: readonly string[];
}

/** Headers of the client that mean something to an upstream of the same format. */
const forwardedHeaders: Record<DialectName, readonly string[]> = {
  'openai-chat': ['openai-beta', 'idempotency-key'],
  'anthropic-messages': ['anthropic-beta', 'anthropic-version', 'idempotency-key'],
  gemini: [],
};

/** The way to all upstreams, behind the network or in this process. */
export class Upstreams {
  readonly #settings: GatewaySettings;
  readonly #begin: Begin;
  /** For answers that come all at once: their first byte may take as long as the whole request. */
  readonly #patient: GatewaySettings;
  readonly #pools: UpstreamPools;
  /** A changed channel is a new object, so what is known of the old one goes with it. */
  readonly #addresses = new WeakMap<GatewayChannel, Address>();

  /** @param begin puts down whom a request goes to, before it does */
  constructor(settings: GatewaySettings, begin: Begin) {
    const { timeouts } = settings;
    this.#settings = settings;
    this.#begin = begin;
    this.#patient = { ...settings, timeouts: { ...timeouts, firstByteMs: timeouts.totalMs } };
    this.#pools = new UpstreamPools(settings);
  }

  /**
   * Sends a body to a path below the candidate's base URL; resolves with the head of the answer, whatever its
   * status. Nothing goes out before the ledger knows of it. Rejects with a {@link Fault}.
   * @param exchange whose request it is for
   * @param atOnce whether the model writes the whole answer before its first byte comes
   * @param onSent called when the request goes out to the upstream, over a connection that stands
   */
  async send(
    candidate: Candidate,
    path: string,
    body: Buffer,
    exchange: Exchange,
    { atOnce = false, onSent }: { atOnce?: boolean; onSent?(): void } = {},
  ): Promise<UpstreamAnswer> {
    await this.#begin(exchange, candidate);
    if (exchange.cancellation.reason) throw exchange.cancellation.reason;
    const { provider, channel } = candidate;
    const { request: client, dialect } = exchange;
    const settings = atOnce ? this.#patient : this.#settings;
    const { inProcess } = provider;
    if (inProcess) {
      const request = { method: 'POST', path, headers: [], body } as const;
      onSent?.();
      const read = (asked: InProcessRequest) => readInProcess(inProcess, provider.id, asked, exchange);
      return sendInProcess({ read, answer: inProcess.answer }, request, settings, exchange);
    }
    const address = this.#addressOf(provider, channel);
    const pool = this.#pools.get(address.origin, address.reach);
    const own = withHops(address.headers, client);
    const headers = dialect.name === provider.dialect ? withForwarded(own, provider.dialect, client) : own;
    return sendHttp(
      pool,
      { method: 'POST', path: address.basePath + path, headers, body },
      settings,
      exchange,
      onSent,
    );
  }

  /** For when no request is in flight any more. */
  close(): Promise<void> {
    return this.#pools.close();
  }

  #addressOf(provider: Provider, channel: GatewayChannel): Address {
    let address = this.#addresses.get(channel);
    if (!address) {
      address = addressOf(provider, channel, this.#settings);
      this.#addresses.set(channel, address);
    }
    return address;
  }
}

function addressOf(provider: Provider, channel: GatewayChannel, settings: GatewaySettings): Address {
  const baseUrl = baseUrlOf(provider, channel);
  const url = new URL(baseUrl);
  return {
    origin: url.origin,
    basePath: url.pathname === '/' ? '' : url.pathname,
    reach:
      channel.mayUseThisMachine && isDeclaredLocalAddress(provider, baseUrl)
        ? Reach.everywhere
        : upstreamReach(settings, channel.privateNetworks),
    headers: headersOf(provider, channel),
  };
}

function baseUrlOf(provider: Provider, channel: GatewayChannel): string {
  try {
    const baseUrl = resolveBaseUrl(provider, channel.baseUrl);
    if (baseUrl !== null) return baseUrl;
  } catch (cause) {
    throw new Fault('upstream_address_refused', "The channel's base URL is not valid.", { cause });
  }
  throw new Fault('upstream_address_refused', 'The channel has no base URL and its provider needs one.');
}

function headersOf(provider: Provider, channel: GatewayChannel): string[] {
  const headers = [
    'content-type',
    'application/json',
    'accept',
    '*/*',
    // Bytes go through as they are; a compressed stream could not be read along.
    'accept-encoding',
    'identity',
    'user-agent',
    'heddle',
    hopsHeader,
    '1',
  ];
  for (const [name, value] of Object.entries(provider.headers ?? {})) headers.push(name, value);
  const authentication = authenticationHeaders(provider, channel.credential);
  for (const [name, value] of Object.entries(authentication)) headers.push(name, value);
  return headers;
}

/** Says through how many gateways a request has come, for one that came through others before. */
function withHops(own: readonly string[], client: GatewayRequest): readonly string[] {
  const hops = hopsOf(client);
  return hops === 0 ? own : own.with(own.indexOf(hopsHeader) + 1, String(hops + 1));
}

function withForwarded(
  own: readonly string[],
  dialect: DialectName,
  client: GatewayRequest,
): readonly string[] {
  let headers: string[] | null = null;
  for (const name of forwardedHeaders[dialect]) {
    const value = client.headers[name];
    if (value === undefined) continue;
    headers ??= [...own];
    const text = Array.isArray(value) ? value.join(',') : value;
    const at = headers.indexOf(name);
    if (at === -1) headers.push(name, text);
    else headers[at + 1] = text;
  }
  return headers ?? own;
}
