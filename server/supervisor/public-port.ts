import { lookup } from 'node:dns/promises';
import net from 'node:net';
import { getSystemErrorName } from 'node:util';

/** Codes of an address that this machine does not have: no IPv6, for instance. */
const NOT_HERE = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);
const ANY = { address: '::', family: 6 };
const ANY_WITHOUT_IPV6 = { address: '0.0.0.0', family: 4 };

/** A socket of the system's that is bound, and accepts nothing here. */
interface Socket {
  fd: number;
  /** Writes down where it is bound: port 0 when it could not be, which the system tells no earlier than at listening. */
  getsockname(address: { port?: number }): number;
  close(): void;
}

/**
 * The public port, held by the supervisor for all gateway processes. They inherit its sockets and accept connections
 * from the same queue: whoever is free takes the next one, and a connection that has come is lost neither when one of
 * them dies nor when one takes another's place. (A socket for each, with SO_REUSEPORT, loses the queue of the one that
 * ends; node:cluster takes a turn of the supervisor for every connection, and ends a process with its parent.)
 */
export class PublicPort {
  readonly #port: number;
  readonly #addresses: readonly (Address | null)[];
  #sockets: Socket[] = [];

  private constructor(port: number, addresses: readonly (Address | null)[]) {
    this.#port = port;
    this.#addresses = addresses;
  }

  /**
   * Finds out what the names stand for; the port is taken by `hold`.
   * @param hosts every address of this machine when empty
   */
  static async of(port: number, hosts: readonly string[]): Promise<PublicPort> {
    return new PublicPort(port, hosts.length === 0 ? [null] : await Promise.all(hosts.map(resolve)));
  }

  /**
   * Takes the port, where that has not been done. Of several addresses those that this machine lacks are passed over.
   * @throws the system's error where none can be had, or one is taken
   */
  hold(): void {
    if (this.#sockets.length > 0) return;
    const sockets: Socket[] = [];
    try {
      for (const address of this.#addresses) {
        const socket = address ? bind(address, this.#port) : bindAny(this.#port);
        if (typeof socket !== 'string') sockets.push(socket);
        else if (!NOT_HERE.has(socket) || (sockets.length === 0 && address === this.#addresses.at(-1))) {
          throw Object.assign(new Error(`listen ${socket}: port ${this.#port}`), { code: socket });
        }
      }
    } catch (error) {
      for (const socket of sockets) socket.close();
      throw error;
    }
    this.#sockets = sockets;
  }

  /** File descriptors for a child to inherit; none when the port is not held. */
  get descriptors(): readonly number[] {
    return this.#sockets.map(({ fd }) => fd);
  }

  /** Nobody waits in vain from now on: unless a child listens still, connections are refused. */
  release(): void {
    for (const socket of this.#sockets.splice(0)) socket.close();
  }
}

interface Address {
  address: string;
  family: number;
}

async function resolve(host: string): Promise<Address> {
  const family = net.isIP(host);
  return family === 0 ? await lookup(host) : { address: host, family };
}

function bindAny(port: number): Socket | string {
  const socket = bind(ANY, port);
  return typeof socket === 'string' ? bind(ANY_WITHOUT_IPV6, port) : socket;
}

/**
 * What node:cluster makes its sockets with; the documented ways of making one accept connections here at once.
 * @returns the error's code where it cannot be had
 */
function bind({ address, family }: Address, port: number): Socket | string {
  const create: unknown = Reflect.get(net, '_createServerHandle');
  if (typeof create !== 'function') throw new Error('This Node cannot hold a port for its children.');
  const made: Socket | number = create(address, port, family);
  if (typeof made === 'number') return getSystemErrorName(made);
  const bound: { port?: number } = {};
  made.getsockname(bound);
  if (bound.port) return made;
  made.close();
  return 'EADDRINUSE';
}
