import type { Server, ServerOptions } from 'node:http';
import { SharedRoom } from '../../gateway/shares/shared-room.ts';
import { subscriberNetwork } from '../../platform/network/subscriber-network.ts';

/** Each takes some 20 KB while nothing is asked over it. */
const MOST_CONNECTIONS = 16_384;
/** For each that is free: 1,456 for an address that is alone. To close so many takes some 40 ms. */
const SHARE_OF_FREE = 1 / 8;

/** How long a client may take to send what it has begun to: its headers, and all of a request. Answers take any time. */
export const slowSenders: ServerOptions = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
};

/**
 * Bounds the connections that are open at the same time, and each address's share of them: never so many that
 * there is none left for others. What is over is closed without an answer.
 * @param trustProxy whether all connections are those of a proxy of one's own, whose address is nobody's
 */
export function boundConnections(
  server: Server,
  { trustProxy }: { trustProxy: boolean },
  mostConnections = MOST_CONNECTIONS,
): void {
  server.maxConnections = mostConnections;
  if (trustProxy) return;
  const room = new SharedRoom(mostConnections, SHARE_OF_FREE);
  server.on('connection', (socket) => {
    const address = subscriberNetwork(socket.remoteAddress ?? 'unknown');
    if (room.take(address, address, 1)) {
      socket.destroy();
      return;
    }
    socket.on('close', () => room.give(address, address, 1));
  });
}
