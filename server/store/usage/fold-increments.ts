import type { PoolClient } from 'pg';
import { FULL_GRAIN } from './grains.ts';
import { groupIncrements, minuteKeys } from './group-increments.ts';
import { MINUTE } from './levels.ts';
import { measuredColumns } from './totals-columns.ts';

const BATCH = 20_000;

const foldBatch = `
  WITH taken AS (
    DELETE FROM usage_increments WHERE ctid = ANY (ARRAY(SELECT ctid FROM usage_increments LIMIT $1)) RETURNING *
  ), grouped AS (${groupIncrements('taken')}), inserted AS (
    INSERT INTO usage_totals (level, settled, grain, ${minuteKeys}, ${measuredColumns.join(', ')})
    SELECT ${MINUTE}, false, ${FULL_GRAIN}, grouped.* FROM grouped
  ) SELECT count(*)::int AS taken FROM taken`;

/**
 * Moves increments on to the totals of their minutes.
 * @param connection of `heddle_platform`, in a transaction; no other one folds meanwhile
 * @param batches of 20,000 at most
 * @returns how many increments there were
 */
export async function foldIncrements(connection: PoolClient, batches: number): Promise<number> {
  let folded = 0;
  for (let batch = 0; batch < batches; batch++) {
    const { rows } = await connection.query<{ taken: number }>(foldBatch, [BATCH]);
    const taken = rows[0]?.taken ?? 0;
    folded += taken;
    if (taken < BATCH) break;
  }
  return folded;
}
