import { Fault } from '../../canonical/fault.ts';
import type { Reach } from '../../platform/network/reach.ts';
import { isLiteralOutOf, lookupWithin } from '../../platform/network/reach-lookup.ts';
import type { GatewaySettings } from '../settings.ts';
import { OriginPool } from './origin-pool.ts';

/** An idle connection is kept this long unless the upstream asks for less (`Keep-Alive: timeout`). */
const keepAliveMs = 30_000;
const keepAliveMaxMs = 300_000;
/** Origins with a pool at the same time; the one unused for longest gives way. */
const maxPools = 512;

/** One connection pool per upstream origin and reach. */
export class UpstreamPools {
  readonly #settings: GatewaySettings;
  /** In order of last use, oldest first. */
  readonly #pools = new Map<string, OriginPool>();

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
  }

  /**
   * The pool for an origin, e.g. `https://api.openai.com`. It only ever connects to addresses within reach, whatever
   * the host's name resolves to, and is shared with nobody whose reach is another. Throws `upstream_address_refused`.
   */
  get(origin: string, reach: Reach): OriginPool {
    const key = `${origin} ${reach.key}`;
    let pool = this.#pools.get(key);
    if (pool) {
      if (this.#pools.size > maxPools / 2) this.#touch(key, pool);
      return pool;
    }
    if (isLiteralOutOf(reach, new URL(origin).hostname)) throw new Fault('upstream_address_refused');
    pool = this.#open(origin, reach);
    this.#pools.set(key, pool);
    this.#evict();
    return pool;
  }

  /** Ends all connections at once. */
  async close(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #open(origin: string, reach: Reach): OriginPool {
    const { timeouts, maxConnectionsPerOrigin } = this.#settings;
    return new OriginPool(origin, {
      connections: maxConnectionsPerOrigin,
      pipelining: 1,
      allowH2: false,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMaxMs,
      // AnswerBuffer keeps these clocks.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: {
        timeout: timeouts.connectMs,
        autoSelectFamily: true,
        lookup: lookupWithin(reach),
      },
    });
  }

  #touch(key: string, pool: OriginPool): void {
    this.#pools.delete(key);
    this.#pools.set(key, pool);
  }

  #evict(): void {
    if (this.#pools.size <= maxPools) return;
    for (const [key, pool] of this.#pools) {
      this.#pools.delete(key);
      // Waits for its requests in flight by itself; there is nobody to tell if that fails.
      pool.close().catch(() => {});
      return;
    }
  }
}
