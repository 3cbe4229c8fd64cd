import { permissionsOf } from '../../access/permissions.ts';
import { Fault } from '../../canonical/fault.ts';
import { found } from '../found.ts';
import type { TenantContext } from '../operation.ts';
import { withTeam } from './key.ts';

/**
 * The key, if the actor may change it, locked against others who want to until the transaction ends. Members may
 * change keys they made, and no one else's: a key with more models or a new secret would be theirs in effect.
 * @throws Fault not_found; forbidden when somebody else made it; conflict when it is revoked
 */
export async function findOwnKey({ transaction, actor, role }: TenantContext, id: string) {
  await transaction.$queryRaw`select 1 from api_keys where id = ${id}::uuid for update`;
  const key = found(
    await transaction.apiKey.findUnique({ where: { id, kind: 'standard' }, include: withTeam }),
    'API key',
  );
  if (key.createdById !== actor.id && !permissionsOf(role).includes('keys:write-all')) {
    throw new Fault('forbidden', 'Somebody else made this API key. Ask them, or an owner.', { path: 'id' });
  }
  if (key.revokedAt) throw new Fault('conflict', 'The API key is revoked.', { path: 'id' });
  return key;
}
