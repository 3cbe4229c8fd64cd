import { Pool } from 'undici';
import type { Holding } from '../shares/holding.ts';
import { shareFault } from '../shares/share-fault.ts';
import { SharedRoom } from '../shares/shared-room.ts';

/**
 * The connections to one origin, shared fairly by the tenants whose channels point there. No more requests are let in
 * than there are connections, so none waits behind another.
 */
export class OriginPool extends Pool {
  readonly #room: SharedRoom;

  constructor(origin: string, options: Pool.Options & { connections: number }) {
    super(origin, options);
    this.#room = new SharedRoom(options.connections);
  }

  /**
   * Lets a request in. @returns what is to be called once its exchange with the upstream is over
   * @throws Fault upstream_busy when the tenant has its share of connections, or all are taken
   */
  enter({ key }: Holding): () => void {
    // The request is over already, and its cancellation on the way.
    if (!key) return () => {};
    const { tenantId, id } = key;
    const refusal = this.#room.take(tenantId, id, 1);
    if (refusal) {
      const limit = `${this.#room.capacity} in all`;
      throw shareFault(refusal, "requests waiting at this channel's address", limit, 'upstream_busy');
    }
    return () => this.#room.give(tenantId, id, 1);
  }
}
