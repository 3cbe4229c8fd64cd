import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Logger } from '../../platform/logger.ts';

/** What changed: a key, a tenant's configuration, or (`tenantId` null) every tenant's. */
export type ConfigurationChange = { apiKeyHash: Buffer } | { tenantId: string | null };

export interface ChangeListenerOptions {
  connection: pg.ClientConfig;
  logger: Logger;
  onChange(change: ConfigurationChange): void;
  /** Changes may have been missed until now. */
  onListening(): void;
  /** From now on changes are missed. */
  onLost(): void;
}

const CHANNEL = 'heddle_configuration';
const HEARTBEAT_EVERY_MS = 3_000;
const TIMEOUT_MS = 2_000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

const payloadSchema = z.object({
  tenantId: z.string().nullable(),
  apiKeyHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** Hears of configuration changes over a connection of its own, which is made again when it breaks. */
export class ChangeListener {
  readonly #options: ChangeListenerOptions;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #listening = false;
  /** When the connection last said a word. */
  #heardAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: ChangeListenerOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** Whether changes are heard at present. */
  get listening(): boolean {
    return this.#listening;
  }

  /** Until when every change was heard for certain, by the wall clock. */
  get heardUntilMs(): number {
    return this.#heardAtMs;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    let retryMs = FIRST_RETRY_MS;
    while (!signal.aborted) {
      try {
        await this.#listen(() => {
          retryMs = FIRST_RETRY_MS;
        });
      } catch (error) {
        if (!signal.aborted) {
          this.#options.logger.warn({ err: error }, 'configuration changes are not heard; connecting again');
        }
      }
      await pause(retryMs * (0.5 + Math.random() / 2), signal);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  /** Listens until the connection breaks, which rejects, or until close. */
  async #listen(onListening: () => void): Promise<void> {
    const { signal } = this.#stop;
    const client = new pg.Client({
      ...this.#options.connection,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    });
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('The connection ended')));
    });
    broken.catch(() => undefined);
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      onListening();
      this.#options.onListening();
      this.#heardAtMs = Date.now();
      this.#listening = true;
      while (!signal.aborted) {
        await Promise.race([pause(HEARTBEAT_EVERY_MS, signal), broken]);
        // A connection that died without a word is noticed here.
        const askedAtMs = Date.now();
        if (!signal.aborted) await client.query('SELECT 1');
        this.#heardAtMs = askedAtMs;
      }
    } finally {
      this.#listening = false;
      if (!signal.aborted) this.#options.onLost();
      // A server that is frozen does not say goodbye.
      await Promise.race([client.end().catch(() => undefined), delay(TIMEOUT_MS, undefined, { ref: false })]);
    }
  }

  #hear(payload: string): void {
    const read = payloadSchema.safeParse(parseJson(payload));
    if (!read.success) {
      this.#options.logger.warn(
        { payload },
        `a notification on ${CHANNEL} is not understood; reading all again`,
      );
      this.#options.onListening();
      return;
    }
    const { tenantId, apiKeyHash } = read.data;
    this.#options.onChange(
      apiKeyHash === undefined ? { tenantId } : { apiKeyHash: Buffer.from(apiKeyHash, 'hex') },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
