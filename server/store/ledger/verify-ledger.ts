import type { PoolClient } from 'pg';

/** Tenants whose entries of a time do not say what their records say. */
export interface LedgerComparison {
  tenants: number;
  different: number;
}

/** $1 from, $2 to */
const comparison = `
  WITH side AS (
    SELECT tenant_id, count(*) AS lines, sum(available) AS available, sum(reserved) AS reserved, sum(spent) AS spent
    FROM ledger_entries WHERE created_at >= $1 AND created_at < $2 AND sequence <= 1 GROUP BY 1
    UNION ALL
    SELECT tenant_id,
      -count(*) FILTER (WHERE reserved_nano_usd > 0) - count(*) FILTER (WHERE reserved_nano_usd > 0 OR cost_nano_usd <> 0),
      sum(cost_nano_usd), 0, -sum(cost_nano_usd)
    FROM usage_records WHERE created_at >= $1 AND created_at < $2 AND entered GROUP BY 1
  ), difference AS (
    SELECT sum(lines) <> 0 OR sum(available) <> 0 OR sum(reserved) <> 0 OR sum(spent) <> 0 AS differs
    FROM side GROUP BY tenant_id
  )
  SELECT count(*)::int AS tenants, count(*) FILTER (WHERE differs)::int AS different FROM difference`;

/**
 * Compares the ledger's entries with the records they were made of: how many there are, that nothing stayed reserved,
 * and that what was spent is what the records cost. Each of them is read.
 * @param connection of `heddle_platform`
 */
export async function verifyLedger(connection: PoolClient, from: Date, to: Date): Promise<LedgerComparison> {
  const { rows } = await connection.query<LedgerComparison>(comparison, [from, to]);
  return rows[0] ?? { tenants: 0, different: 0 };
}
