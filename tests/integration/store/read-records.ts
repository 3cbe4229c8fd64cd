import type { Pool } from 'pg';
import type { RequestContent, UsageRecord } from '../../../server/store/ledger.ts';
import { readCostLines } from '../../../server/store/prices/cost-lines-json.ts';

/** Records of an id, as the database has them. */
export async function readRecords(owner: Pool, id: string): Promise<UsageRecord[]> {
  const { rows } = await owner.query('SELECT * FROM usage_records WHERE id = $1', [id]);
  // How far a record has been counted is no part of it.
  return rows.map(({ counted: _, entered: __, reserved_nano_usd, charged_budgets, ...row }) => {
    const record = Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
    ) as unknown as UsageRecord;
    return {
      ...record,
      costNanoUsd: BigInt(row.cost_nano_usd),
      costLines: readCostLines(row.cost_lines),
      reservation: charged_budgets && { nanoUsd: Number(reserved_nano_usd), budgets: charged_budgets },
    };
  });
}

export async function countRecords(owner: Pool, ids: string[]): Promise<number> {
  const { rows } = await owner.query(
    'SELECT count(*)::int AS records FROM usage_records WHERE id = ANY($1)',
    [ids],
  );
  return rows[0].records;
}

export async function readContent(owner: Pool, id: string): Promise<RequestContent | null> {
  const { rows } = await owner.query(
    'SELECT request, response FROM request_contents WHERE usage_record_id = $1',
    [id],
  );
  return rows[0] ?? null;
}
