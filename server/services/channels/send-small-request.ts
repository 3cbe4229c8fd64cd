import { Agent, request } from 'undici';
import { Fault } from '../../canonical/fault.ts';
import type { WireHeaders } from '../../dialects/dialect.ts';
import { environment } from '../../platform/env.ts';
import { faultFromNetwork } from '../../platform/network/network-fault.ts';
import { Reach } from '../../platform/network/reach.ts';
import { isLiteralOutOf, lookupWithin } from '../../platform/network/reach-lookup.ts';
import { upstreamReach } from '../../platform/network/upstream-reach.ts';
import { authenticationHeaders } from '../../providers/authentication-headers.ts';
import { resolveBaseUrl } from '../../providers/base-url.ts';
import { isDeclaredLocalAddress } from '../../providers/local-address.ts';
import type { InProcessUpstream } from '../../providers/provider.ts';
import type { ChannelAccess } from './channel-access.ts';

export interface SmallRequest {
  credential: string | null;
  /** Below the base URL. */
  path: string;
  /** Null: it is a GET. */
  body: string | null;
  timeoutMs: number;
  /** What is longer is cut there. */
  mostBytes: number;
}

export interface SmallAnswer {
  status: number;
  headers: WireHeaders;
  body: string;
  /** The body was longer than what was asked for. */
  cut: boolean;
}

/**
 * One request to a provider over a connection of its own, for the control plane; the gateway has its pools.
 * It connects to addresses within its tenant's reach only, whatever a name resolves to, and follows no redirect.
 * @throws Fault upstream_address_refused, upstream_timeout or upstream_unreachable
 */
export async function sendSmallRequest(access: ChannelAccess, small: SmallRequest): Promise<SmallAnswer> {
  const signal = AbortSignal.timeout(small.timeoutMs);
  const { inProcess } = access.provider;
  try {
    return await (inProcess ? answerInProcess(inProcess, small, signal) : send(access, small, signal));
  } catch (error) {
    throw toNetworkFault(error, signal, small.timeoutMs);
  }
}

async function answerInProcess(
  upstream: InProcessUpstream,
  { path, body: asked, mostBytes }: SmallRequest,
  signal: AbortSignal,
): Promise<SmallAnswer> {
  const plan = upstream.read({ path, body: Buffer.from(asked ?? '') });
  const { status, headers, body } = await upstream.answer(plan, signal);
  return { status, headers, ...(await readText(body, mostBytes)) };
}

async function send(access: ChannelAccess, small: SmallRequest, signal: AbortSignal): Promise<SmallAnswer> {
  const { provider } = access;
  const baseUrl = resolveBaseUrl(provider, access.baseUrl);
  if (baseUrl === null) {
    throw new Fault('upstream_address_refused', 'The channel has no base URL and its provider needs one.');
  }
  const { hostname } = new URL(baseUrl);
  const reach =
    access.mayUseThisMachine && isDeclaredLocalAddress(provider, baseUrl)
      ? Reach.everywhere
      : upstreamReach(environment(), access.privateNetworks);
  if (isLiteralOutOf(reach, hostname)) throw new Fault('upstream_address_refused');
  const dispatcher = new Agent({ connect: { lookup: lookupWithin(reach) } });
  try {
    const { statusCode, headers, body } = await request(baseUrl + small.path, {
      method: small.body === null ? 'GET' : 'POST',
      dispatcher,
      signal,
      headers: {
        ...(small.body === null ? {} : { 'content-type': 'application/json' }),
        accept: 'application/json',
        'user-agent': 'heddle',
        ...provider.headers,
        ...authenticationHeaders(provider, small.credential),
      },
      body: small.body,
    });
    return { status: statusCode, headers, ...(await readText(body, small.mostBytes)) };
  } finally {
    await dispatcher.destroy();
  }
}

async function readText(
  chunks: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<Pick<SmallAnswer, 'body' | 'cut'>> {
  const read: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  const body = Buffer.concat(read).subarray(0, mostBytes).toString('utf8');
  return { body, cut: bytes > mostBytes };
}

function toNetworkFault(error: unknown, signal: AbortSignal, timeoutMs: number): Fault {
  if (error instanceof Fault) return error;
  if (signal.aborted) {
    const seconds = Math.ceil(timeoutMs / 1000);
    return new Fault('upstream_timeout', `The provider did not answer within ${seconds} seconds.`);
  }
  return error instanceof Error ? faultFromNetwork(error) : new Fault('upstream_unreachable');
}
