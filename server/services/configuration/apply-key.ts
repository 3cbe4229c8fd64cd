import type { Transaction } from '../../platform/db/prisma.ts';
import { makeSecret, storeSecret } from '../keys/make-secret.ts';
import type { Change, Refuse } from './apply-tenant.ts';
import type { ConfiguredKey } from './configuration-file.ts';

/** A key made or changed, with its secret where one had to be made up. */
export interface AppliedKey {
  change: Change;
  secret: string | null;
}

/**
 * Makes the key, or changes what differs. A key is known by its fixed secret, else by its name; one that was
 * revoked stays revoked. Null when nothing differs.
 */
export async function applyKey(
  transaction: Transaction,
  tenantId: string,
  teamId: string,
  { name, secret, models }: ConfiguredKey,
  refuse: Refuse,
): Promise<AppliedKey | null> {
  const stored = secret === undefined ? null : storeSecret(secret);
  const holder = stored && (await transaction.apiKey.findUnique({ where: { hash: stored.hash } }));
  if (holder && holder.tenantId !== tenantId) {
    return refuse('secret', 'a key of another tenant has this secret; expected one of its own');
  }
  const existing = holder ?? (await findByName(transaction, tenantId, name));
  if (existing === null) return makeKey(transaction, { tenantId, teamId, name, models }, secret);
  if (existing.revokedAt) return null;
  const keepsSecret = stored === null || stored.hash.equals(existing.hash);
  const same = existing.name === name && existing.teamId === teamId && sameModels(existing.models, models);
  if (keepsSecret && same) return null;
  await transaction.apiKey.update({
    where: { id: existing.id },
    data: { name, teamId, models, ...(keepsSecret ? {} : stored) },
  });
  return {
    change: { operation: 'keys.update', targetId: existing.id, name, details: { models } },
    secret: null,
  };
}

async function makeKey(
  transaction: Transaction,
  fields: { tenantId: string; teamId: string; name: string; models: string[] },
  fixedSecret: string | undefined,
): Promise<AppliedKey> {
  const secret = fixedSecret ?? makeSecret();
  const { id } = await transaction.apiKey.create({
    data: { ...fields, makerType: 'configuration', ...storeSecret(secret) },
  });
  const { name, models } = fields;
  return {
    change: { operation: 'keys.create', targetId: id, name, details: { models } },
    secret: fixedSecret === undefined ? secret : null,
  };
}

/** Of several with this name, the newest that is not revoked. */
function findByName(transaction: Transaction, tenantId: string, name: string) {
  return transaction.apiKey.findFirst({
    where: { tenantId, name, kind: 'standard' },
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
  });
}

function sameModels(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((model) => other.includes(model));
}
