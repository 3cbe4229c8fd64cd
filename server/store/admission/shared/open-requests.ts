import type { OpenRequest } from './open-request.ts';

const MOST_IN_A_BATCH = 100;

/** The requests of this process that were admitted and have not settled. */
export class OpenRequests {
  readonly #requests = new Map<string, OpenRequest>();

  get size(): number {
    return this.#requests.size;
  }

  add(request: OpenRequest): void {
    this.#requests.set(request.id, request);
  }

  has(id: string): boolean {
    return this.#requests.has(id);
  }

  /** Once for each. */
  remove(id: string): OpenRequest | undefined {
    const request = this.#requests.get(id);
    if (request !== undefined) this.#requests.delete(id);
    return request;
  }

  /** Whose leases began before a moment of this process's clock, in batches of one tenant each. */
  leasedBefore(atMs: number): OpenRequest[][] {
    const batches: OpenRequest[][] = [];
    const open = new Map<string, OpenRequest[]>();
    for (const request of this.#requests.values()) {
      if (request.leasedAtMs > atMs) continue;
      let batch = open.get(request.tenantId);
      if (batch === undefined || batch.length >= MOST_IN_A_BATCH) {
        batch = [];
        batches.push(batch);
        open.set(request.tenantId, batch);
      }
      batch.push(request);
    }
    return batches;
  }
}
