import { randomUUIDv7 } from 'node:crypto';
import { SealError } from '../../platform/crypto/seal.ts';
import { openSigningSecret } from '../../platform/crypto/signing-secret.ts';
import type { Prisma, Transaction } from '../../platform/db/prisma.ts';
import { type KeyRestrictions, keyRestrictions } from '../keys/key-restrictions.ts';
import { makeSecret, storeSecret } from '../keys/make-secret.ts';
import { storeSigningSecret } from '../keys/signing-secret.ts';
import type { Change, Refuse } from './apply-tenant.ts';
import type { ConfiguredKey } from './configuration-file.ts';

/** A key of the file as it is now, with its secret where one had to be made up. */
export interface AppliedKey {
  row: { id: string; teamId: string; rulesKeyId: string | null };
  /** Null when nothing differs. */
  change: Change | null;
  secret: string | null;
}

type KeyRow = Prisma.ApiKeyGetPayload<object>;

const restrictionNames = Object.keys(keyRestrictions) as (keyof KeyRestrictions)[];

/**
 * Makes the key, or changes what differs. A key is known by its fixed secret, else by its name; one that was
 * revoked stays revoked.
 */
export async function applyKey(
  transaction: Transaction,
  tenantId: string,
  teamId: string,
  configured: ConfiguredKey,
  refuse: Refuse,
): Promise<AppliedKey> {
  const { name, secret, signingSecret = null } = configured;
  const stored = secret === undefined ? null : storeSecret(secret);
  const holder = stored && (await transaction.apiKey.findUnique({ where: { hash: stored.hash } }));
  if (holder && holder.tenantId !== tenantId) {
    return refuse('secret', 'a key of another tenant has this secret; expected one of its own');
  }
  const existing = holder ?? (await findByName(transaction, tenantId, name));
  if (existing === null) return makeKey(transaction, tenantId, teamId, configured);
  if (existing.revokedAt) return { row: existing, change: null, secret: null };
  const restrictions = restrictionsOf(configured);
  const keepsSecret = stored === null || stored.hash.equals(existing.hash);
  const keepsSigning = readSigningSecret(existing) === signingSecret;
  const same =
    existing.name === name && existing.teamId === teamId && hasRestrictions(existing, restrictions);
  if (keepsSecret && keepsSigning && same) return { row: existing, change: null, secret: null };
  const row = await transaction.apiKey.update({
    where: { id: existing.id },
    data: {
      name,
      teamId,
      ...restrictions,
      ...(keepsSecret ? {} : stored),
      ...(keepsSigning ? {} : signingFields(signingSecret, tenantId, existing.id)),
    },
  });
  return {
    row,
    change: {
      operation: 'keys.update',
      targetId: existing.id,
      name,
      details: { ...restrictions, ...(keepsSigning ? {} : { signed: signingSecret !== null }) },
    },
    secret: null,
  };
}

async function makeKey(
  transaction: Transaction,
  tenantId: string,
  teamId: string,
  configured: ConfiguredKey,
): Promise<AppliedKey> {
  const { name, secret: fixedSecret, signingSecret = null } = configured;
  const secret = fixedSecret ?? makeSecret();
  const id = randomUUIDv7();
  const restrictions = restrictionsOf(configured);
  const row = await transaction.apiKey.create({
    data: {
      id,
      tenantId,
      teamId,
      name,
      ...restrictions,
      makerType: 'configuration',
      ...storeSecret(secret),
      ...signingFields(signingSecret, tenantId, id),
    },
  });
  return {
    row,
    change: {
      operation: 'keys.create',
      targetId: id,
      name,
      details: { ...restrictions, signed: signingSecret !== null },
    },
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

function restrictionsOf({ models, addresses, endpoints, tags }: ConfiguredKey): KeyRestrictions {
  return { models, addresses, endpoints, tags };
}

function hasRestrictions(existing: KeyRow, wanted: KeyRestrictions): boolean {
  return restrictionNames.every((name) => sameList(existing[name], wanted[name]));
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}

function signingFields(secret: string | null, tenantId: string, keyId: string) {
  return secret === null
    ? { signingSecret: null, signingSecretKeyId: null }
    : storeSigningSecret(secret, { tenantId, keyId });
}

/** The secret a key's requests are signed with; undefined for one that does not open any more, and is to be replaced. */
function readSigningSecret({
  id,
  tenantId,
  signingSecret,
  signingSecretKeyId,
}: KeyRow): string | null | undefined {
  if (signingSecret === null || signingSecretKeyId === null) return null;
  try {
    return openSigningSecret(signingSecret, signingSecretKeyId, { tenantId, keyId: id }).toString();
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
