import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from '../../../platform/logger.ts';
import type { UsageRecord } from '../../ledger.ts';
import { interruptedRecords } from '../open-requests/interrupted-records.ts';
import type { OpenRequests } from '../open-requests/open-requests.ts';
import { deleteReservations, insertReservations } from './insert-reservations.ts';

const LARGEST_BATCH = 500;

export interface OpenReservationsOptions {
  /** Connections as heddle_gateway; ended by whoever made it. */
  pool: Pool;
  /** Of this process. */
  openRequests: OpenRequests;
  logger: Logger;
  timing?: Partial<ReservationTiming>;
}

/** In milliseconds. */
export interface ReservationTiming {
  /** How often what is open is looked through. */
  keepEveryMs: number;
  /** Requests that are over before are never put down. */
  keptAfterMs: number;
  /** How often this process shows life. */
  showLifeEveryMs: number;
  /** How often others are looked at. */
  lookEveryMs: number;
  /** Who has shown no life for so long is dead. */
  deadAfterMs: number;
}

const usualTiming: ReservationTiming = {
  keepEveryMs: 1_000,
  keptAfterMs: 1_000,
  showLifeEveryMs: 5_000,
  lookEveryMs: 10_000,
  deadAfterMs: 30_000,
};

/**
 * What requests that take longer have reserved, kept in the database, where it outlives this process, its disk and
 * its machine; and what processes left there that died with theirs. Beside all work: nothing waits for it.
 */
export class OpenReservations {
  readonly #pool: Pool;
  readonly #openRequests: OpenRequests;
  readonly #logger: Logger;
  readonly #timing: ReservationTiming;
  readonly #processId = randomUUID();
  /** Requests that are put down. */
  readonly #kept = new Set<string>();
  /** By `performance.now()`. */
  #lifeShownAt: number | null = null;
  #lifeShownSince = 0;
  #lookedAt = 0;
  readonly #stop = new AbortController();
  #loop: Promise<void> | null = null;

  constructor({ pool, openRequests, logger, timing }: OpenReservationsOptions) {
    this.#pool = pool;
    this.#openRequests = openRequests;
    this.#logger = logger;
    this.#timing = { ...usualTiming, ...timing };
  }

  /** @param recordInterrupted makes records durable of requests whose process died; does nothing for those that are there. May reject */
  start(recordInterrupted: (records: UsageRecord[]) => Promise<void>): void {
    this.#loop = this.#run(recordInterrupted);
  }

  /** For when no request is open any more. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    if (this.#lifeShownAt === null) return;
    await this.#pool.query('SELECT forget_gateway_process($1)', [this.#processId]).catch(() => undefined);
  }

  async #run(recordInterrupted: (records: UsageRecord[]) => Promise<void>): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#showLife();
        await this.#keep();
        await this.#look(recordInterrupted);
      } catch (error) {
        this.#logger.debug({ err: error }, 'open reservations could not be looked after');
      }
      await delay(this.#timing.keepEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #showLife(): Promise<void> {
    const now = performance.now();
    const { showLifeEveryMs, deadAfterMs } = this.#timing;
    if (this.#lifeShownAt !== null && now - this.#lifeShownAt < showLifeEveryMs) return;
    await this.#pool.query('SELECT note_gateway_process($1)', [this.#processId]);
    if (this.#lifeShownAt === null || now - this.#lifeShownAt > deadAfterMs / 2) this.#lifeShownSince = now;
    this.#lifeShownAt = now;
  }

  /**
   * Puts down what has been open for long. What has ended was deleted by its record's trigger, but for what was put down
   * in the same moment: the trigger did not see that yet. So all that has ended is deleted once more.
   */
  async #keep(): Promise<void> {
    const open = this.#openRequests.openForLongerThan(this.#timing.keptAfterMs);
    const missing = open.filter(({ record }) => !this.#kept.has(record.id));
    for (let start = 0; start < missing.length; start += LARGEST_BATCH) {
      const batch = missing.slice(start, start + LARGEST_BATCH);
      await insertReservations(this.#pool, this.#processId, batch);
      for (const { record } of batch) this.#kept.add(record.id);
    }
    const ended = [...this.#kept].filter((id) => !this.#openRequests.isOpen(id));
    if (ended.length === 0) return;
    await deleteReservations(this.#pool, ended);
    for (const id of ended) this.#kept.delete(id);
  }

  /**
   * After an outage of the database nobody has shown life for a while. So this process judges others only once it could
   * show its own for as long as it takes to be held for dead.
   */
  async #look(recordInterrupted: (records: UsageRecord[]) => Promise<void>): Promise<void> {
    const now = performance.now();
    const { lookEveryMs, deadAfterMs } = this.#timing;
    if (now - this.#lookedAt < lookEveryMs || now - this.#lifeShownSince < deadAfterMs) return;
    this.#lookedAt = now;
    for (let found = LARGEST_BATCH; found === LARGEST_BATCH && !this.#stop.signal.aborted; ) {
      const { rows } = await this.#pool.query<{ request_id: string; line: string }>(
        'SELECT request_id, line FROM left_reservations(make_interval(secs => $1), $2)',
        [deadAfterMs / 1_000, LARGEST_BATCH],
      );
      found = rows.length;
      if (found === 0) return;
      await recordInterrupted(await interruptedRecords(rows.map(({ line }) => line).join('')));
      await deleteReservations(
        this.#pool,
        rows.map((row) => row.request_id),
      );
      this.#logger.warn(
        { requests: found },
        'a process is gone; its open requests are recorded as interrupted',
      );
    }
  }
}
