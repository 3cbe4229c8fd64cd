import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Arena } from './arena.ts';
import { Person } from './person.ts';

const POLL_MS = 500;

const recordShape = z.object({
  id: z.string(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  endedBy: z.string(),
  receipt: z.object({ usageEstimated: z.boolean() }),
});
export type FoundRecord = z.output<typeof recordShape>;

const listShape = z.object({ items: z.array(z.object({ id: z.string() })) });

/** What the ledger has, as the hostile tenant's owner sees it. */
export class Records {
  readonly #owner: Person;

  private constructor(owner: Person) {
    this.#owner = owner;
  }

  /** @throws when the owner cannot sign in */
  static async open({ origin, heddle }: Arena): Promise<Records> {
    const owner = new Person(origin, '127.0.0.3');
    const { email, password } = heddle.quickstart;
    if (!(await owner.signIn(email, password))) throw new Error('The owner could not sign in.');
    return new Records(owner);
  }

  /** Null when it is not there in time. */
  async find(requestId: string, withinMs: number): Promise<FoundRecord | null> {
    const until = Date.now() + withinMs;
    for (;;) {
      const response = await this.#owner.get(`/api/v1/tenants/demo/logs/${requestId}`);
      if (response.ok) return recordShape.parse(await response.json());
      if (Date.now() > until) return null;
      await delay(POLL_MS);
    }
  }

  /** Ids of the newest requests for a model; the status where that is no list. */
  async list(model?: string): Promise<string[] | number> {
    const query = model === undefined ? '' : `&model=${encodeURIComponent(model)}`;
    const response = await this.#owner.get(`/api/v1/tenants/demo/logs?limit=100${query}`);
    if (!response.ok) return response.status;
    return listShape.parse(await response.json()).items.map(({ id }) => id);
  }

  close(): Promise<void> {
    return this.#owner.leave();
  }
}
