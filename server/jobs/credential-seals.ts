import type { PoolClient } from 'pg';
import { openCredential, sealCredential } from '../platform/crypto/credential.ts';
import { BOUND_SEAL, SealError } from '../platform/crypto/seal.ts';
import type { Job } from './job.ts';

const DAY_MS = 24 * 3_600_000;
const BATCH = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface SealedRow {
  id: string;
  tenant_id: string;
  credential: Buffer;
  credential_key_id: string | null;
}

/**
 * Seals credentials anew, for their channel, that an older version sealed for none. One that does not open stays as
 * it is, and out of use, until somebody enters it again.
 */
export const credentialSeals: Job = {
  name: 'credential-seals',
  intervalMs: DAY_MS,
  async run(connection) {
    const done = { sealed: 0, unopened: 0 };
    let rows = await readUnbound(connection, FIRST_ID);
    while (rows.length > 0) {
      for (const row of rows) done[(await sealAnew(connection, row)) ? 'sealed' : 'unopened'] += 1;
      rows = await readUnbound(connection, rows.at(-1)?.id ?? FIRST_ID);
    }
    return done;
  },
};

/** The next ones after an id, kept from changing meanwhile. */
async function readUnbound(connection: PoolClient, afterId: string): Promise<SealedRow[]> {
  const { rows } = await connection.query<SealedRow>(
    `SELECT id, tenant_id, credential, credential_key_id FROM channels
      WHERE id > $1 AND substring(credential FROM 1 FOR $2) <> $3
      ORDER BY id LIMIT $4 FOR UPDATE`,
    [afterId, BOUND_SEAL.length, BOUND_SEAL, BATCH],
  );
  return rows;
}

/** @returns whether it opened */
async function sealAnew(connection: PoolClient, row: SealedRow): Promise<boolean> {
  const place = { tenantId: row.tenant_id, channelId: row.id };
  try {
    const sealed = sealCredential(openCredential(row.credential, row.credential_key_id ?? '', place), place);
    await connection.query('UPDATE channels SET credential = $2, credential_key_id = $3 WHERE id = $1', [
      row.id,
      sealed.bytes,
      sealed.keyId,
    ]);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
