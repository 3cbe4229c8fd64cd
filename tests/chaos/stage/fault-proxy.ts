import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What becomes of connections. */
export type ProxyFault =
  | { type: 'pass' }
  /** Nobody listens; connections that stand are reset. */
  | { type: 'refuse' }
  /** Connections are taken and stand, and nothing moves. */
  | { type: 'freeze' }
  /** Everything arrives so much later, in both directions. */
  | { type: 'slow'; byMs: number }
  /** Connections are reset, those that stand and those that come. */
  | { type: 'reset' }
  /** Connections end in the middle of what comes back, after so many bytes. */
  | { type: 'cut'; afterBytes: number };

interface Link {
  near: Socket;
  far: Socket;
  /** Bytes that have gone to the near side. */
  returned: number;
}

/** A TCP proxy on this machine that fails as it is told. What is right and what is wrong stays its two ends' business. */
export class FaultProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #links = new Set<Link>();
  #fault: ProxyFault = { type: 'pass' };

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.#targetPort = targetPort;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (near: Socket) => this.#accept(near));
  }

  static async open(targetPort: number): Promise<FaultProxy> {
    const server = createServer({ pauseOnConnect: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(server, targetPort);
  }

  /** From now on. */
  async set(fault: ProxyFault): Promise<void> {
    const before = this.#fault;
    this.#fault = fault;
    if (fault.type === 'refuse') {
      await this.#stopListening();
      this.reset();
    } else if (fault.type === 'reset') this.reset();
    if (before.type === 'refuse' && fault.type !== 'refuse') {
      this.#server.listen(this.port, '127.0.0.1');
      await once(this.#server, 'listening');
    }
    for (const link of this.#links) {
      for (const socket of [link.near, link.far]) fault.type === 'freeze' ? socket.pause() : socket.resume();
    }
  }

  /** Resets every connection that stands. */
  reset(): void {
    for (const { near, far } of this.#links) {
      near.resetAndDestroy();
      far.destroy();
    }
    this.#links.clear();
  }

  get links(): number {
    return this.#links.size;
  }

  async close(): Promise<void> {
    const closed = this.#server.listening ? this.#stopListening() : Promise.resolve();
    this.reset();
    await closed;
  }

  async #stopListening(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    // It is closed once its connections are; new ones are refused from now on.
    this.reset();
    await closed;
  }

  #accept(near: Socket): void {
    near.on('error', () => undefined);
    if (this.#fault.type === 'reset') return void near.resetAndDestroy();
    const far = connect({ port: this.#targetPort, host: '127.0.0.1', noDelay: true });
    near.setNoDelay(true);
    far.on('error', () => undefined);
    const link: Link = { near, far, returned: 0 };
    this.#links.add(link);
    const there = new Late(far);
    const back = new Late(near);
    near.on('data', (chunk: Buffer) => this.#pass(near, there, chunk));
    far.on('data', (chunk: Buffer) => this.#passBack(link, back, chunk));
    this.#endTogether(link, near, there);
    this.#endTogether(link, far, back);
    if (this.#fault.type === 'freeze') far.pause();
    else near.resume();
  }

  #endTogether(link: Link, from: Socket, to: Late): void {
    from.on('end', () => to.do(this.#delayMs, () => to.socket.end()));
    from.on('close', () => {
      this.#links.delete(link);
      // A connection that was reset is reset on the other side too.
      if (from.errored) to.socket.resetAndDestroy();
      else to.do(this.#delayMs, () => to.socket.destroySoon());
    });
  }

  #passBack(link: Link, back: Late, chunk: Buffer): void {
    const fault = this.#fault;
    const left = fault.type === 'cut' ? fault.afterBytes - link.returned : chunk.length;
    link.returned += chunk.length;
    if (left >= chunk.length) {
      this.#pass(link.far, back, chunk);
    } else {
      link.near.end(chunk.subarray(0, Math.max(0, left)));
      link.far.destroy();
    }
  }

  #pass(from: Socket, to: Late, chunk: Buffer): void {
    const { socket } = to;
    to.do(this.#delayMs, () => {
      if (socket.destroyed || socket.writableEnded || socket.write(chunk)) return;
      from.pause();
      socket.once('drain', () => this.#fault.type !== 'freeze' && from.resume());
    });
  }

  get #delayMs(): number {
    return this.#fault.type === 'slow' ? this.#fault.byMs : 0;
  }
}

/** One end of a connection, for which things are done in their order, however late each is. */
class Late {
  readonly socket: Socket;
  readonly #waiting: { atMs: number; act: () => void }[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
  }

  do(inMs: number, act: () => void): void {
    if (inMs === 0 && this.#waiting.length === 0) {
      act();
      return;
    }
    this.#waiting.push({ atMs: performance.now() + inMs, act });
    if (this.#waiting.length === 1) this.#wait();
  }

  #wait(): void {
    const [next] = this.#waiting;
    if (!next) return;
    setTimeout(
      () => {
        this.#waiting.shift();
        next.act();
        this.#wait();
      },
      Math.max(0, next.atMs - performance.now()),
    );
  }
}
