import type { Server } from 'node:http';
import { createServer, type Server as Door } from 'node:net';
import { listen, listenInherited } from './listen.ts';

/** Codes of an address that this machine does not have: no IPv6, for instance. */
const NOT_HERE = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** A server that listens on every address it was asked to. */
export interface Listening {
  port: number;
  /** What listens beside the server and hands its connections over; to be closed with it. */
  doors: readonly Door[];
}

/**
 * Lets one HTTP server listen on several addresses, of which those that this machine lacks are passed over. Node's
 * servers have one address each: the further ones are taken by plain servers, whose connections go to the first.
 * @param port 0 for a free one
 * @param hosts every address of this machine when empty
 * @throws the system's error where none can be had, or one is taken
 */
export async function listenOn(server: Server, port: number, hosts: readonly string[]): Promise<Listening> {
  const remaining = [...hosts];
  for (;;) {
    try {
      const opened = await listen(server, port, remaining.shift());
      return { port: opened, doors: await openDoors(server, opened, remaining) };
    } catch (error) {
      if (remaining.length === 0 || !isNotHere(error)) throw error;
    }
  }
}

/** The same with listening sockets that this process inherited, one at least. */
export async function listenOnInherited(server: Server, descriptors: readonly number[]): Promise<Listening> {
  const [first = 0, ...further] = descriptors;
  const port = await listenInherited(server, first);
  const doors = further.map(() => doorTo(server));
  await Promise.all(doors.map((door, index) => listenInherited(door, further[index] ?? 0)));
  return { port, doors };
}

async function openDoors(server: Server, port: number, hosts: readonly string[]): Promise<Door[]> {
  const doors: Door[] = [];
  for (const host of hosts) {
    const door = doorTo(server);
    try {
      await listen(door, port, host);
      doors.push(door);
    } catch (error) {
      if (!isNotHere(error)) throw error;
    }
  }
  return doors;
}

/** As the sockets of an HTTP server are. */
function doorTo(server: Server): Door {
  return createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
}

function isNotHere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_HERE.has(String(error.code));
}
