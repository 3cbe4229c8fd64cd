import { subscriberNetwork } from '../../platform/network/subscriber-network.ts';
import type { GatewaySettings } from '../settings.ts';
import { Holding, type Rooms } from './holding.ts';
import { shareFault } from './share-fault.ts';
import { SharedRoom } from './shared-room.ts';

/**
 * What a connection may leave in memory before it is known who calls: the headers, and as much of a body as the
 * sockets take before they are read.
 */
const UNKNOWN_CALLER_BYTES = 64 * 1024;
/** How much of the memory may go to callers who are not known yet. */
const UNKNOWN_CALLERS_PART = 1 / 4;

/** The room of one gateway, and who has how much of it. */
export class Shares {
  readonly #rooms: Rooms;
  /** Requests whose caller is being looked up, by address. */
  readonly #unknownCallers: SharedRoom;

  constructor({ maxHeldBytes, maxRequestsInFlight }: GatewaySettings) {
    this.#rooms = { bytes: new SharedRoom(maxHeldBytes), requests: new SharedRoom(maxRequestsInFlight) };
    this.#unknownCallers = new SharedRoom(
      Math.floor((maxHeldBytes * UNKNOWN_CALLERS_PART) / UNKNOWN_CALLER_BYTES),
    );
  }

  /** Bytes that all requests together hold in memory, as far as they are accounted for. */
  get heldBytes(): number {
    return this.#rooms.bytes.taken + this.#unknownCallers.taken * UNKNOWN_CALLER_BYTES;
  }

  get heldBytesLimit(): number {
    return this.#rooms.bytes.capacity;
  }

  /** Of callers who are known. */
  get requestsInFlight(): number {
    return this.#rooms.requests.taken;
  }

  /** For a request that came; it holds nothing before it is known whose it is. */
  createHolding(): Holding {
    return new Holding(this.#rooms);
  }

  /**
   * Waits for the caller to be known, on the account of the address it calls from: slow and unknown callers take room
   * from their own address.
   * @throws Fault share_exceeded or unavailable when too many wait already; else as `lookUp`
   */
  async whileUnknown<Caller>(address: string, lookUp: Promise<Caller>): Promise<Caller> {
    const room = this.#unknownCallers;
    const network = subscriberNetwork(address);
    const refusal = room.take(network, network, 1);
    if (refusal) {
      // Nobody waits for it any more.
      lookUp.catch(() => undefined);
      throw shareFault(
        refusal === 'everybody' ? refusal : 'address',
        'requests of callers who are not known yet',
        `${room.capacity} in all`,
      );
    }
    try {
      return await lookUp;
    } finally {
      room.give(network, network, 1);
    }
  }
}
