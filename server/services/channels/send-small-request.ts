import { Agent, request } from 'undici';
import { Fault } from '../../canonical/fault.ts';
import type { WireHeaders } from '../../dialects/dialect.ts';
import { environment } from '../../platform/env.ts';
import { faultFromNetwork } from '../../platform/network/network-fault.ts';
import { isPrivateLiteral, publicLookup } from '../../platform/network/public-lookup.ts';
import { authenticationHeaders } from '../../providers/authentication-headers.ts';
import { resolveBaseUrl } from '../../providers/base-url.ts';
import { isDeclaredLocalAddress } from '../../providers/local-address.ts';
import type { InProcessUpstream, Provider } from '../../providers/provider.ts';

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 1024 * 1024;

export interface SmallRequest {
  /** The channel's own; null for the provider's. */
  baseUrl: string | null;
  credential: string | null;
  /** Whether the address on this machine that the provider's row declares may be asked. */
  mayUseThisMachine: boolean;
  /** Below the base URL. */
  path: string;
  body: string;
}

export interface SmallAnswer {
  status: number;
  headers: WireHeaders;
  /** At most a mebibyte of it. */
  body: string;
}

/**
 * One request to a provider over a connection of its own, for the control plane; the gateway has its pools.
 * Unless private addresses are allowed, it connects to public ones only, whatever a name resolves to.
 * @throws Fault upstream_address_refused, upstream_timeout or upstream_unreachable
 */
export async function sendSmallRequest(provider: Provider, small: SmallRequest): Promise<SmallAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await (provider.inProcess
      ? answerInProcess(provider.inProcess, small, signal)
      : send(provider, small, signal));
  } catch (error) {
    throw toNetworkFault(error, signal);
  }
}

async function answerInProcess(
  upstream: InProcessUpstream,
  { path, body }: SmallRequest,
  signal: AbortSignal,
): Promise<SmallAnswer> {
  const plan = upstream.read({ path, body: Buffer.from(body) });
  const { status, headers, body: chunks } = await upstream.answer(plan, signal);
  return { status, headers, body: await readText(chunks) };
}

async function send(provider: Provider, small: SmallRequest, signal: AbortSignal): Promise<SmallAnswer> {
  const baseUrl = resolveBaseUrl(provider, small.baseUrl);
  if (baseUrl === null) {
    throw new Fault('upstream_address_refused', 'The channel has no base URL and its provider needs one.');
  }
  const { hostname } = new URL(baseUrl);
  const allowPrivate =
    environment().allowPrivateUpstreams ||
    (small.mayUseThisMachine && isDeclaredLocalAddress(provider, baseUrl));
  if (!allowPrivate && isPrivateLiteral(hostname)) throw new Fault('upstream_address_refused');
  const dispatcher = new Agent({ connect: allowPrivate ? {} : { lookup: publicLookup } });
  try {
    const { statusCode, headers, body } = await request(baseUrl + small.path, {
      method: 'POST',
      dispatcher,
      signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'heddle',
        ...provider.headers,
        ...authenticationHeaders(provider, small.credential),
      },
      body: small.body,
    });
    return { status: statusCode, headers, body: await readText(body) };
  } finally {
    await dispatcher.destroy();
  }
}

async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(read).subarray(0, MOST_BYTES).toString('utf8');
}

function toNetworkFault(error: unknown, signal: AbortSignal): Fault {
  if (error instanceof Fault) return error;
  if (signal.aborted) {
    return new Fault('upstream_timeout', `The provider did not answer within ${TIMEOUT_MS / 1000} seconds.`);
  }
  return error instanceof Error ? faultFromNetwork(error) : new Fault('upstream_unreachable');
}
