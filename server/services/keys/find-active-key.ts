import { Fault } from '../../canonical/fault.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { found } from '../found.ts';
import { withTeam } from './key.ts';

/**
 * The key, locked against others who want to change it until the transaction ends.
 * @throws Fault not_found; conflict when it is revoked
 */
export async function findActiveKey(transaction: Transaction, id: string) {
  await transaction.$queryRaw`select 1 from api_keys where id = ${id}::uuid for update`;
  const key = found(
    await transaction.apiKey.findUnique({ where: { id, kind: 'standard' }, include: withTeam }),
    'API key',
  );
  if (key.revokedAt) throw new Fault('conflict', 'The API key is revoked.', { path: 'id' });
  return key;
}
