import type { Pool } from 'pg';
import type { GatewayKey } from '../configuration.ts';
import { type BudgetRow, type LimitRow, toBudgets, toLimits } from './rule-rows.ts';

interface KeyRow {
  hash: Buffer;
  id: string;
  tenant_id: string;
  team_id: string;
  name: string;
  /** Prisma leaves a list that was not given NULL. */
  models: string[] | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  limits: LimitRow[] | null;
  budgets: BudgetRow[] | null;
}

/**
 * Reads the keys with these SHA-256s, each 32 characters of latin1; one that does not exist is missing from the answer.
 * @throws when the database cannot be asked
 */
export async function loadKeys(pool: Pool, hashes: readonly string[]): Promise<Map<string, GatewayKey>> {
  const { rows } = await pool.query<KeyRow>({
    name: 'find-api-keys',
    text: `SELECT hash, id, tenant_id, team_id, name, models, expires_at, revoked_at, limits, budgets
             FROM find_api_keys($1) LEFT JOIN find_key_rules($1) USING (hash)`,
    values: [hashes.map((hash) => Buffer.from(hash, 'latin1'))],
  });
  return new Map(rows.map((row) => [row.hash.toString('latin1'), toKey(row)]));
}

function toKey(row: KeyRow): GatewayKey {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    teamId: row.team_id,
    name: row.name,
    models: row.models && row.models.length > 0 ? new Set(row.models) : null,
    expiresAtMs: row.expires_at?.getTime() ?? null,
    revokedAtMs: row.revoked_at?.getTime() ?? null,
    limits: toLimits(row.limits, row.id),
    budgets: toBudgets(row.budgets, row.id),
  };
}
