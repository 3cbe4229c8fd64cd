import type { PoolClient } from 'pg';
import { FULL_GRAIN } from './grains.ts';
import { groupIncrements, minuteKeys } from './group-increments.ts';
import { inBatches } from './in-batches.ts';
import { MINUTE } from './levels.ts';
import { countTags } from './tag-totals.ts';
import { measuredColumns } from './totals-columns.ts';

const BATCH = 20_000;

const foldBatch = `
  WITH taken AS (
    DELETE FROM usage_increments WHERE ctid = ANY (ARRAY(SELECT ctid FROM usage_increments LIMIT $1)) RETURNING *
  ), grouped AS (${groupIncrements('taken')}), inserted AS (
    INSERT INTO usage_totals (level, settled, grain, ${minuteKeys}, ${measuredColumns.join(', ')})
    SELECT ${MINUTE}, false, ${FULL_GRAIN}, grouped.* FROM grouped
  ), ${countTags} SELECT count(*)::int AS taken FROM taken`;

/**
 * Moves increments on to the totals of their minutes, and of the hours of their tags.
 * @param connection of `heddle_platform`, in a transaction; no other one folds meanwhile
 * @param until when to begin no other batch, as performance.now() has it
 * @returns how many increments there were
 */
export function foldIncrements(connection: PoolClient, until: number): Promise<number> {
  return inBatches(until, async () => {
    const { rows } = await connection.query<{ taken: number }>(foldBatch, [BATCH]);
    return rows[0]?.taken ?? 0;
  });
}
