import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from '../../platform/logger.ts';
import type { Ledger, OpenRequest, RequestContent, UsageRecord } from '../ledger.ts';
import { batchSize } from './batch-size.ts';
import type { LedgerEntry } from './entry.ts';
import { gatherWhileBusy } from './gather.ts';
import { insertEntries } from './insert-entries.ts';
import type { LeftOpenRequests } from './open-requests/left-open-requests.ts';
import type { OpenRequests } from './open-requests/open-requests.ts';
import type { OpenReservations } from './open-reservations/open-reservations.ts';
import { prepareEntry } from './prepare-entry.ts';
import type { Spool } from './spool.ts';
import { writeToLog } from './write-to-log.ts';

export interface PostgresLedgerOptions {
  /** Connections as heddle_gateway; ended by the ledger. */
  pool: Pool;
  /** Where the disk cannot be written (serverless), it fails, and batches are tried in the database for longer. */
  spool: Spool;
  /** Of this process. */
  openRequests: OpenRequests;
  /** Of processes that died. */
  leftOpenRequests: LeftOpenRequests;
  /** Of this process, and of those that died with their disk. */
  openReservations: OpenReservations;
  logger: Logger;
  /** Told of each record that stands in for that of a process that died, once it is durable; by one process only. */
  onInterrupted?(record: UsageRecord): void;
  /** How long a batch is tried in the database before it goes to the spool. */
  spoolAfterMs?: number;
  /** How long a batch is tried when neither database nor spool takes it; then the log is its last place. */
  giveUpAfterMs?: number;
  /** How often the spool is looked at, and a database that was away is tried again. */
  bringInEveryMs?: number;
}

/** How long a statement may take for which answers wait: then the spool takes its records, too. */
const ANSWERS_WAIT_MS = 1_000;
const NOBODY_WAITS_MS = 10_000;

const LARGEST_BATCH = 500;
/** One statement at a time keeps batches large; with this many waiting, a second one runs beside it. */
const BACKLOG_FOR_SECOND_WRITER = 200;
const MOST_WRITERS = 2;

/** While the database is away, records gather this long, so that each file on disk holds many. */
const SPOOL_GATHER_MS = 20;
const LARGEST_SPOOL_BATCH = 5_000;

const FIRST_RETRY_MS = 25;
const LONGEST_RETRY_MS = 1_000;

interface Waiting extends LedgerEntry {
  settle(): void;
}

/**
 * The ledger in Postgres, by group commit: while one statement is under way, the next batch gathers; nothing
 * waits when nothing is under way, and this process has nothing else to do. When the database is away, batches go to the spool, and from there to the
 * database once it is back, in this process or a later one. Everything is idempotent by the record's id.
 */
export class PostgresLedger implements Ledger {
  readonly #pool: Pool;
  readonly #spool: Spool;
  readonly #openRequests: OpenRequests;
  readonly #leftOpenRequests: LeftOpenRequests;
  readonly #openReservations: OpenReservations;
  readonly #onInterrupted: (record: UsageRecord) => void;
  readonly #logger: Logger;
  readonly #spoolAfterMs: number;
  readonly #giveUpAfterMs: number;
  readonly #bringInEveryMs: number;
  #queue: Waiting[] = [];
  /** Entries whose contents are so long that they take a while. */
  readonly #preparing = new Set<Promise<LedgerEntry>>();
  readonly #writers = new Set<Promise<void>>();
  #scheduled = false;
  /** Batches go straight to the spool until a file of it has been brought in. */
  #away = false;
  #closing = false;
  readonly #stop = new AbortController();
  readonly #upkeep: Promise<void>;

  constructor(options: PostgresLedgerOptions) {
    this.#pool = options.pool;
    this.#spool = options.spool;
    this.#openRequests = options.openRequests;
    this.#leftOpenRequests = options.leftOpenRequests;
    this.#openReservations = options.openReservations;
    this.#onInterrupted = options.onInterrupted ?? (() => undefined);
    this.#logger = options.logger;
    this.#spoolAfterMs = options.spoolAfterMs ?? 1_000;
    this.#giveUpAfterMs = options.giveUpAfterMs ?? 30_000;
    this.#bringInEveryMs = options.bringInEveryMs ?? 1_000;
    this.#upkeep = this.#keepBringingIn();
    this.#openReservations.start((records) => this.#recordInterrupted(records));
  }

  begin(request: OpenRequest): Promise<void> {
    return this.#openRequests.begin(request);
  }

  record(record: UsageRecord, content?: RequestContent): Promise<void> {
    const prepared = prepareEntry(record, content);
    if (!(prepared instanceof Promise)) return this.#enqueue(prepared);
    this.#preparing.add(prepared);
    return prepared.then((entry) => {
      this.#preparing.delete(prepared);
      return this.#enqueue(entry);
    });
  }

  #enqueue({ record, content }: LedgerEntry): Promise<void> {
    return new Promise((settle) => {
      this.#queue.push({ record, content, settle });
      this.#schedule();
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    while (this.#preparing.size > 0) await Promise.all(this.#preparing);
    while (this.#writers.size > 0) await Promise.all(this.#writers);
    this.#stop.abort();
    await this.#upkeep;
    await this.#openReservations.close();
    this.#openRequests.close();
    await this.#pool.end();
  }

  /** Whatever is recorded until the writer begins shares a batch. */
  #schedule(): void {
    if (this.#scheduled) return;
    const free = this.#writers.size === 0 || this.#queue.length >= BACKLOG_FOR_SECOND_WRITER;
    if (!free || this.#writers.size >= MOST_WRITERS) return;
    this.#scheduled = true;
    const writer = this.#write().finally(() => {
      this.#writers.delete(writer);
      if (this.#queue.length > 0) this.#schedule();
    });
    this.#writers.add(writer);
  }

  async #write(): Promise<void> {
    await (this.#away && !this.#closing ? delay(SPOOL_GATHER_MS) : gatherWhileBusy());
    this.#scheduled = false;
    const batch = this.#queue.splice(
      0,
      batchSize(this.#queue, this.#away ? LARGEST_SPOOL_BATCH : LARGEST_BATCH),
    );
    if (batch.length > 0) await this.#makeDurable(batch);
    for (const waiting of batch) {
      this.#openRequests.end(waiting.record.id);
      waiting.settle();
    }
  }

  /** Database, else spool, else again; in the end the log. Never rejects. */
  async #makeDurable(batch: readonly LedgerEntry[]): Promise<void> {
    const startedAt = performance.now();
    let spoolFailed = false;
    for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
      if ((!this.#away || spoolFailed) && (await this.#tryInsert(batch))) return;
      const waitedMs = performance.now() - startedAt;
      if (this.#away || this.#closing || waitedMs >= this.#spoolAfterMs) {
        if (await this.#trySpool(batch)) return;
        spoolFailed = true;
      }
      if (waitedMs >= this.#giveUpAfterMs) break;
      await delay(retryMs);
    }
    writeToLog(this.#logger, batch, 'a usage record could be kept neither in the database nor on disk');
  }

  async #tryInsert(batch: readonly LedgerEntry[]): Promise<boolean> {
    try {
      await this.#insert(batch, ANSWERS_WAIT_MS);
      return true;
    } catch (error) {
      this.#logger.debug({ err: error, records: batch.length }, 'the database did not take usage records');
      return false;
    }
  }

  /**
   * @returns how many were not there before
   * @throws when the database does not answer; entries it refuses for what they are, are set aside.
   */
  async #insert(batch: readonly LedgerEntry[], patienceMs: number): Promise<number> {
    const { inserted, refused } = await insertEntries(this.#pool, batch, patienceMs);
    const [first] = refused;
    if (!first) return inserted;
    const entries = refused.map(({ entry }) => entry);
    this.#logger.error(
      // Not the error itself: its detail would quote the row.
      { reason: first.cause.message, recordIds: entries.map(({ record }) => record.id) },
      'the database refuses usage records; they are set aside',
    );
    try {
      await this.#spool.setAside(entries);
    } catch (error) {
      this.#logger.error({ err: error }, 'refused usage records could not be set aside');
      writeToLog(this.#logger, entries, 'a usage record the database refuses');
    }
    return inserted;
  }

  async #trySpool(batch: readonly LedgerEntry[]): Promise<boolean> {
    try {
      await this.#spool.keep(batch);
    } catch (error) {
      this.#logger.error({ err: error, records: batch.length }, 'usage records could not be kept on disk');
      return false;
    }
    if (!this.#away && !this.#closing) {
      this.#away = true;
      this.#logger.error('the database does not take usage records; they are kept on disk until it does');
    }
    return true;
  }

  async #keepBringingIn(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#bringIn().catch((error: unknown) => {
        this.#logger.debug({ err: error }, 'kept usage records could not be brought in yet');
      });
      await delay(this.#bringInEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** What this process or an earlier one kept on disk goes to the database. */
  async #bringIn(): Promise<void> {
    // Looked for first: a record that its process had kept before it died is in the spool then, and goes before.
    const left = await this.#leftOpenRequests.find();
    await this.#bringInSpool();
    for (const name of left) {
      if (this.#stop.signal.aborted) return;
      await this.#takeOver(name);
    }
  }

  async #bringInSpool(): Promise<void> {
    for (const name of await this.#spool.list()) {
      if (this.#stop.signal.aborted) return;
      const file = await this.#spool.read(name);
      if (!file) continue;
      for (let start = 0; start < file.entries.length; start += LARGEST_BATCH) {
        await this.#insert(file.entries.slice(start, start + LARGEST_BATCH), NOBODY_WAITS_MS);
      }
      this.#recovered();
      if (file.damagedLines > 0) {
        this.#logger.error({ file: name, damagedLines: file.damagedLines }, 'kept usage records are damaged');
        await this.#spool.putAway(name);
      } else {
        await this.#spool.remove(name);
      }
      this.#logger.info({ records: file.entries.length }, 'brought in usage records kept on disk');
    }
    if (!this.#away) return;
    // Another process brought in the files of this one.
    await this.#pool.query('SELECT 1');
    this.#recovered();
  }

  /** Requests that had no record yet when their process died get one. */
  async #takeOver(name: string): Promise<void> {
    const records = await this.#leftOpenRequests.read(name);
    if (!records) return;
    await this.#recordInterrupted(records);
    await this.#leftOpenRequests.remove(name);
    this.#logger.warn(
      { requests: records.length },
      'a process died; its open requests are recorded as interrupted',
    );
  }

  /** Those with a reservation one by one: only so it is known whose record this is, and that it was nobody else's before. */
  async #recordInterrupted(records: readonly UsageRecord[]): Promise<void> {
    const reserving = records.filter(({ reservation }) => reservation !== null);
    for (const record of reserving) {
      const inserted = await this.#insert([{ record, content: null }], NOBODY_WAITS_MS);
      if (inserted > 0) this.#onInterrupted(record);
    }
    const others = records.filter(({ reservation }) => reservation === null);
    for (let start = 0; start < others.length; start += LARGEST_BATCH) {
      const batch = others.slice(start, start + LARGEST_BATCH);
      await this.#insert(
        batch.map((record) => ({ record, content: null })),
        NOBODY_WAITS_MS,
      );
    }
  }

  #recovered(): void {
    if (!this.#away) return;
    this.#away = false;
    this.#logger.info('the database takes usage records again');
  }
}
