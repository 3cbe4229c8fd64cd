import type { Pool } from 'pg';
import type { OpenRecord } from '../../ledger.ts';
import { arrayLiteral, bigintElement, jsonElement, textElement } from '../array-literal.ts';

/** A request that is under way, and the lines that its record is made of where its process dies. */
export interface OpenReservation {
  record: OpenRecord;
  line: string;
}

/**
 * Puts down what requests have reserved, where every process finds it. One that is there already is left as it is.
 * @param pool of `heddle_gateway`
 */
export async function insertReservations(
  pool: Pool,
  processId: string,
  reservations: readonly OpenReservation[],
): Promise<void> {
  const column = (element: (reservation: OpenReservation) => string) => arrayLiteral(reservations, element);
  await pool.query(
    `INSERT INTO open_reservations (process_id, request_id, tenant_id, created_at, nano_usd, budgets, line)
     SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::bigint[], $6::jsonb[], $7::text[])
     ON CONFLICT DO NOTHING`,
    [
      processId,
      column(({ record }) => textElement(record.id)),
      column(({ record }) => textElement(record.tenantId)),
      column(({ record }) => textElement(record.createdAt.toISOString())),
      column(({ record }) => bigintElement(BigInt(record.reservation?.nanoUsd ?? 0))),
      column(({ record }) => jsonElement(record.reservation?.budgets ?? [])),
      column(({ line }) => textElement(line)),
    ],
  );
}

/** @param pool of `heddle_gateway` */
export async function deleteReservations(pool: Pool, requestIds: readonly string[]): Promise<void> {
  await pool.query('DELETE FROM open_reservations WHERE request_id = ANY ($1)', [requestIds]);
}
