import { z } from 'zod';
import type { Prisma } from '../../platform/db/prisma.ts';
import { displayName, id, time } from '../fields.ts';
import { teamReference } from '../teams/team.ts';
import { keyRestrictions } from './key-restrictions.ts';

/** As much of a key as tells it from another of its name. */
const keyReference = z.object({ id, name: displayName, prefix: z.string() });

/** An API key without its secret. */
export const keyOutput = z.object({
  id,
  name: displayName,
  /** The secret's first characters, so that people can tell keys apart. */
  prefix: z.string(),
  team: teamReference,
  ...keyRestrictions,
  /** Those of a later version, too. */
  endpoints: z.array(z.string()),
  /** It takes requests only that are signed with its second secret. */
  signed: z.boolean(),
  status: z.enum(['active', 'expired', 'revoked']),
  /** Null: never. */
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  /** The key it replaced. */
  rotatedFromId: id.nullable(),
  /** The key that a rotation put in its place; this one ends at `expiresAt`. */
  replacedBy: keyReference.nullable(),
  /** Who made it, whoever looks after it now; null where that was not written down. */
  maker: z
    .object({
      kind: z.enum(['person', 'configuration']),
      /** Null for a configuration file. */
      name: z.string().nullable(),
      /** The person is no member any more. */
      left: z.boolean(),
    })
    .nullable(),
  /** Who may change it beside the owners; null: nobody else. */
  createdById: id.nullable(),
  createdAt: time,
});

/** A key just made, with its secrets, which are shown this once. */
export const keyWithSecretOutput = keyOutput.extend({
  secret: z.string(),
  /** What its requests are to be signed with; it is never sent. Null for a key that takes unsigned ones. */
  signingSecret: z.string().nullable(),
});

export const withTeam = { team: { select: { id: true, slug: true, name: true } } } as const;

export type KeyRow = Prisma.ApiKeyGetPayload<{ include: typeof withTeam }>;

export function statusOf(row: Pick<KeyRow, 'revokedAt' | 'expiresAt'>, now = new Date()) {
  const expired = row.expiresAt !== null && row.expiresAt <= now;
  return row.revokedAt ? 'revoked' : expired ? 'expired' : 'active';
}
