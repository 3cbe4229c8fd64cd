import type { Ledger, RequestContent, UsageRecord } from '../ledger.ts';
import { prepareEntry } from './prepare-entry.ts';

/** A ledger without a database, for tests and benchmarks; gone with the process. */
export class MemoryLedger implements Ledger {
  readonly #records = new Map<string, UsageRecord>();
  readonly #contents = new Map<string, RequestContent>();

  /** In the order they came. */
  get records(): UsageRecord[] {
    return [...this.#records.values()];
  }

  /** Contents by record id. */
  get contents(): ReadonlyMap<string, RequestContent> {
    return this.#contents;
  }

  /** Nothing outlives the process here. */
  async begin(): Promise<void> {}

  async record(record: UsageRecord, content?: RequestContent): Promise<void> {
    if (this.#records.has(record.id)) return;
    const prepared = prepareEntry(record, content);
    const entry = prepared instanceof Promise ? await prepared : prepared;
    this.#records.set(record.id, entry.record);
    if (entry.content) this.#contents.set(record.id, entry.content);
  }

  async close(): Promise<void> {}
}
