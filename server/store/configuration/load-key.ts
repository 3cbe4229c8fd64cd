import type { Pool } from 'pg';
import type { GatewayKey } from '../configuration.ts';

interface KeyRow {
  id: string;
  tenant_id: string;
  team_id: string;
  name: string;
  /** Prisma leaves a list that was not given NULL. */
  models: string[] | null;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** Reads the key with this SHA-256; null when there is none. @throws when the database cannot be asked */
export async function loadKey(pool: Pool, hash: Buffer): Promise<GatewayKey | null> {
  const { rows } = await pool.query<KeyRow>({
    name: 'find-api-key',
    text: 'SELECT id, tenant_id, team_id, name, models, expires_at, revoked_at FROM find_api_key($1)',
    values: [hash],
  });
  const [row] = rows;
  if (!row) return null;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    teamId: row.team_id,
    name: row.name,
    models: row.models && row.models.length > 0 ? new Set(row.models) : null,
    expiresAtMs: row.expires_at?.getTime() ?? null,
    revokedAtMs: row.revoked_at?.getTime() ?? null,
  };
}
