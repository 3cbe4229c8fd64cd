import type { Pool } from 'pg';
import type { Logger } from '../../platform/logger.ts';
import {
  type ClaimOutcome,
  IDEMPOTENCY_LIFETIME_MS,
  type Idempotency,
  type IdempotencyClaim,
  type KeptAnswer,
  MOST_KEPT_BYTES_PER_TENANT,
} from '../idempotency.ts';
import { openAnswer, sealAnswer } from './sealed-answer.ts';

export interface PostgresIdempotencyOptions {
  /** Connections as heddle_gateway; ended by the store. */
  pool: Pool;
  logger: Logger;
  /** After which the claims of a process that died are free. */
  leaseMs?: number;
  mostBytesPerTenant?: number;
}

interface ClaimRow {
  outcome: ClaimOutcome['outcome'];
  request_id: string | null;
  status: number | null;
  headers: Record<string, string> | null;
  body: Buffer | null;
  body_key_id: string | null;
}

const LEASE_MS = 30_000;

/** Shared by all processes on the database, and there after a restart. */
export class PostgresIdempotency implements Idempotency {
  readonly #pool: Pool;
  readonly #logger: Logger;
  readonly #leaseMs: number;
  readonly #mostBytes: number;
  /** Ids of requests of this process that are being answered. */
  readonly #claimed = new Set<string>();
  readonly #renewal: NodeJS.Timeout;

  constructor({
    pool,
    logger,
    leaseMs = LEASE_MS,
    mostBytesPerTenant = MOST_KEPT_BYTES_PER_TENANT,
  }: PostgresIdempotencyOptions) {
    this.#pool = pool;
    this.#logger = logger;
    this.#leaseMs = leaseMs;
    this.#mostBytes = mostBytesPerTenant;
    this.#renewal = setInterval(() => void this.#renew(), leaseMs / 3).unref();
  }

  async claim(claim: IdempotencyClaim): Promise<ClaimOutcome> {
    const { tenantId, apiKeyId, keyHash, requestHash, requestId } = claim;
    const { rows } = await this.#pool.query<ClaimRow>({
      name: 'claim-idempotency-key',
      text: 'SELECT * FROM claim_idempotency_key($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [
        tenantId,
        apiKeyId,
        keyHash,
        requestHash,
        requestId,
        `${this.#leaseMs} milliseconds`,
        `${IDEMPOTENCY_LIFETIME_MS} milliseconds`,
        this.#mostBytes,
      ],
    });
    const [row] = rows;
    if (!row) throw new Error('claim_idempotency_key answered nothing');
    if (row.outcome === 'claimed') this.#claimed.add(requestId);
    return row.outcome === 'kept' ? keptOutcome(claim, row) : { outcome: row.outcome };
  }

  async keep(claim: IdempotencyClaim, answer: KeptAnswer): Promise<void> {
    const { tenantId, apiKeyId, keyHash, requestId } = claim;
    try {
      const sealed = answer.body && (await sealAnswer(answer.body, claim));
      await this.#pool.query('SELECT keep_idempotent_answer($1, $2, $3, $4, $5, $6, $7, $8)', [
        tenantId,
        apiKeyId,
        keyHash,
        requestId,
        answer.status,
        answer.headers,
        sealed?.bytes ?? null,
        sealed?.keyId ?? null,
      ]);
    } finally {
      this.#claimed.delete(requestId);
    }
  }

  async release({ tenantId, apiKeyId, keyHash, requestId }: IdempotencyClaim): Promise<void> {
    this.#claimed.delete(requestId);
    await this.#pool.query('SELECT release_idempotency_key($1, $2, $3, $4)', [
      tenantId,
      apiKeyId,
      keyHash,
      requestId,
    ]);
  }

  async close(): Promise<void> {
    clearInterval(this.#renewal);
    await this.#pool.end();
  }

  async #renew(): Promise<void> {
    if (this.#claimed.size === 0) return;
    try {
      await this.#pool.query('SELECT renew_idempotency_leases($1, $2)', [
        [...this.#claimed],
        `${this.#leaseMs} milliseconds`,
      ]);
    } catch (error) {
      this.#logger.warn({ err: error }, 'requests with an Idempotency-Key may be taken for dead');
    }
  }
}

async function keptOutcome(claim: IdempotencyClaim, row: ClaimRow): Promise<ClaimOutcome> {
  const body = row.body && (await openAnswer(row.body, row.body_key_id ?? '', claim));
  const answer = { status: row.status ?? 0, headers: row.headers ?? {}, body };
  return { outcome: 'kept', answer, requestId: row.request_id ?? '' };
}
