import type { GatewayKey } from '../../store/configuration.ts';
import { shareFault } from './share-fault.ts';
import type { Refusal, SharedRoom } from './shared-room.ts';

/** What a request takes whatever it is: its objects, its headers, and a body and an answer of a few kilobytes. */
const LEAST_BYTES = 16 * 1024;
/** Beyond that, room is taken in steps, so that the chunks of an ordinary stream cost no more than an addition. */
const STEP_BYTES = 64 * 1024;

export interface Rooms {
  /** Of memory. */
  readonly bytes: SharedRoom;
  readonly requests: SharedRoom;
}

/**
 * What one request holds of the room that all share: its place among the requests in flight, and the bytes kept for
 * it, the body as it came and expanded, what is made of it, and what of the answer waits. All of it is given back at
 * once by {@link release}; after that, and before {@link open}, nothing is counted.
 */
export class Holding {
  readonly #rooms: Rooms;
  #key: GatewayKey | null = null;
  #usedBytes = 0;
  #takenBytes = 0;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  /**
   * From now on this is the request of this key.
   * @throws Fault share_exceeded or unavailable when there is no room for another request
   */
  open(key: GatewayKey): void {
    const { requests } = this.#rooms;
    const refusal = requests.take(key.tenantId, key.id, 1);
    if (refusal) throw shareFault(refusal, 'requests in flight', `${requests.capacity} in all`);
    this.#key = key;
    try {
      this.take(0);
    } catch (error) {
      this.release();
      throw error;
    }
  }

  /** Whose request it is; null before it is known and after it is over. */
  get key(): GatewayKey | null {
    return this.#key;
  }

  /**
   * So many more bytes are kept.
   * @throws Fault share_exceeded or unavailable when there is no room for them; then nothing is taken
   */
  take(bytes: number): void {
    const refusal = this.#reserve(this.#usedBytes + bytes);
    if (refusal) {
      throw shareFault(refusal, 'bytes held in memory', `${this.#rooms.bytes.capacity} bytes in all`);
    }
    this.#usedBytes += bytes;
  }

  /** So many more bytes are kept, which cannot be refused any more. False where no others should be asked for. */
  keep(bytes: number): boolean {
    this.#usedBytes += bytes;
    return this.#reserve(this.#usedBytes) === null;
  }

  /** So many bytes are kept no more. */
  give(bytes: number): void {
    this.#usedBytes -= bytes;
    const spare = this.#takenBytes - roundUp(this.#usedBytes);
    // One step is kept back: what goes up and down by little is to cost nothing.
    if (!this.#key || spare <= STEP_BYTES) return;
    this.#takenBytes -= spare;
    this.#rooms.bytes.give(this.#key.tenantId, this.#key.id, spare);
  }

  /** The request is over, and nothing is kept for it. Does nothing the second time. */
  release(): void {
    const key = this.#key;
    if (!key) return;
    this.#key = null;
    if (this.#takenBytes > 0) this.#rooms.bytes.give(key.tenantId, key.id, this.#takenBytes);
    this.#takenBytes = 0;
    this.#rooms.requests.give(key.tenantId, key.id, 1);
  }

  /** Has room for so many bytes in all. */
  #reserve(bytes: number): Refusal | null {
    const key = this.#key;
    if (!key || (bytes <= this.#takenBytes && this.#takenBytes > 0)) return null;
    const missing = roundUp(bytes) - this.#takenBytes;
    const refusal = this.#rooms.bytes.take(key.tenantId, key.id, missing);
    if (!refusal) this.#takenBytes += missing;
    return refusal;
  }
}

function roundUp(bytes: number): number {
  return bytes <= LEAST_BYTES ? LEAST_BYTES : Math.ceil(bytes / STEP_BYTES) * STEP_BYTES;
}
