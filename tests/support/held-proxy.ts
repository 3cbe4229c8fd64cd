// A TCP proxy that can hold back what passes, in both directions, as a frozen server or a broken network does.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface HeldProxy {
  port: number;
  /** Nothing passes until it is released; connections stand. */
  hold(): void;
  /** All that was held passes. */
  release(): void;
  /** The connections there are pass nothing any more, as where the way to a machine is gone; new ones do. */
  strand(): void;
  /** Breaks every connection, and takes none until it is released. */
  cut(): void;
  close(): Promise<void>;
}

export async function openHeldProxy(targetPort: number): Promise<HeldProxy> {
  const sockets = new Set<Socket>();
  let isHeld = false;
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const target = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (isHeld) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hold() {
      isHeld = true;
      for (const socket of sockets) socket.pause();
    },
    release() {
      isHeld = false;
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
    strand() {
      for (const socket of sockets) socket.pause();
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
