import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { TLSSocket } from 'node:tls';
import { plainAddress } from '../../platform/network/plain-address.ts';

/**
 * X-Forwarded-* for the pages' process. What a client itself claims counts only behind a proxy of one's own.
 * Where the deployment was told its own address, that counts, whatever a client calls it.
 * @param trustProxy whether such a proxy stands in front
 */
export function forwardedHeaders(
  request: IncomingMessage,
  trustProxy: boolean,
  publicUrl: URL | null,
): OutgoingHttpHeaders {
  const address = plainAddress(request.socket.remoteAddress ?? '');
  const protocol = request.socket instanceof TLSSocket ? 'https' : 'http';
  const claimed = (name: string) => (trustProxy ? request.headers[name] : undefined);
  const addresses = claimed('x-forwarded-for');
  return {
    'x-forwarded-for': addresses ? `${addresses}, ${address}` : address,
    ...(publicUrl && { host: publicUrl.host }),
    'x-forwarded-host': publicUrl?.host ?? claimed('x-forwarded-host') ?? request.headers.host ?? '',
    'x-forwarded-proto': publicUrl?.protocol.slice(0, -1) ?? claimed('x-forwarded-proto') ?? protocol,
    // Only the three above are meaningful behind here; another spelling would let a client speak past them.
    forwarded: undefined,
    'x-real-ip': undefined,
  };
}
