import { z } from 'zod';
import type { Prisma } from '../../platform/db/prisma.ts';
import { displayName, id, modelName, time } from '../fields.ts';
import { teamReference } from '../teams/team.ts';

export const keyModels = z.array(modelName).max(500);

/** An API key without its secret. */
export const keyOutput = z.object({
  id,
  name: displayName,
  /** The secret's first characters, so that people can tell keys apart. */
  prefix: z.string(),
  team: teamReference,
  /** Public names of the models it may call; empty means all. */
  models: keyModels,
  status: z.enum(['active', 'expired', 'revoked']),
  /** Null: never. */
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  /** The key it replaced. */
  rotatedFromId: id.nullable(),
  /** Who may change it beside the owners; null: nobody else. */
  createdById: id.nullable(),
  createdAt: time,
});

/** A key just made, with the secret that is shown this once. */
export const keyWithSecretOutput = keyOutput.extend({ secret: z.string() });

export const withTeam = { team: { select: { id: true, slug: true, name: true } } } as const;

type KeyRow = Prisma.ApiKeyGetPayload<{ include: typeof withTeam }>;

export function presentKey(row: KeyRow, now = new Date()) {
  const expired = row.expiresAt !== null && row.expiresAt <= now;
  return { ...row, status: row.revokedAt ? 'revoked' : expired ? 'expired' : 'active' } as const;
}
