import type { Transaction } from '../../platform/db/prisma.ts';
import { makeSecret, storeSecret } from '../keys/make-secret.ts';
import type { Change, Refuse } from './apply-tenant.ts';
import type { ConfiguredKey } from './configuration-file.ts';

/** A key of the file as it is now, with its secret where one had to be made up. */
export interface AppliedKey {
  row: { id: string; teamId: string; rulesKeyId: string | null };
  /** Null when nothing differs. */
  change: Change | null;
  secret: string | null;
}

/**
 * Makes the key, or changes what differs. A key is known by its fixed secret, else by its name; one that was
 * revoked stays revoked.
 */
export async function applyKey(
  transaction: Transaction,
  tenantId: string,
  teamId: string,
  { name, secret, models }: ConfiguredKey,
  refuse: Refuse,
): Promise<AppliedKey> {
  const stored = secret === undefined ? null : storeSecret(secret);
  const holder = stored && (await transaction.apiKey.findUnique({ where: { hash: stored.hash } }));
  if (holder && holder.tenantId !== tenantId) {
    return refuse('secret', 'a key of another tenant has this secret; expected one of its own');
  }
  const existing = holder ?? (await findByName(transaction, tenantId, name));
  if (existing === null) return makeKey(transaction, { tenantId, teamId, name, models }, secret);
  if (existing.revokedAt) return { row: existing, change: null, secret: null };
  const keepsSecret = stored === null || stored.hash.equals(existing.hash);
  const same = existing.name === name && existing.teamId === teamId && sameModels(existing.models, models);
  if (keepsSecret && same) return { row: existing, change: null, secret: null };
  const row = await transaction.apiKey.update({
    where: { id: existing.id },
    data: { name, teamId, models, ...(keepsSecret ? {} : stored) },
  });
  return {
    row,
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
  const row = await transaction.apiKey.create({
    data: { ...fields, makerType: 'configuration', ...storeSecret(secret) },
  });
  const { name, models } = fields;
  return {
    row,
    change: { operation: 'keys.create', targetId: row.id, name, details: { models } },
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
