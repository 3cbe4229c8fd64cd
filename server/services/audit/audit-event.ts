import { z } from 'zod';
import type { Prisma, Transaction } from '../../platform/db/prisma.ts';
import { plainAddress } from '../../platform/network/plain-address.ts';
import { id, json, time } from '../fields.ts';
import { findTargets } from './find-targets.ts';

export const auditEventOutput = z.object({
  id,
  createdAt: time,
  actorType: z.string(),
  actorId: id.nullable(),
  /** An e-mail address, or “configuration”. */
  actorName: z.string(),
  /** The person's name as it was then; null for what is no person. */
  actorLabel: z.string().nullable(),
  operation: z.string(),
  targetId: z.string().nullable(),
  /** What it was called then; null where it has no name. */
  targetName: z.string().nullable(),
  /** It is still there. */
  targetExists: z.boolean(),
  /** Network address it was asked for from; null for what no request asked for. */
  address: z.string().nullable(),
  /** The operation’s input, without secrets. */
  details: json,
});

type AuditRow = Prisma.AuditEventGetPayload<object>;

/** Rows as the output. What events of earlier versions do not carry is found where it is now. */
export async function presentAudit(transaction: Transaction, rows: readonly AuditRow[]) {
  const targets = await findTargets(transaction, rows);
  const actorIds = rows.flatMap(({ actorId, actorLabel }) =>
    actorId && actorLabel === null ? [actorId] : [],
  );
  const people = await transaction.user.findMany({
    where: { id: { in: [...new Set(actorIds)] } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    const details = json.parse(row.details);
    const address = row.address ?? readText(details, 'address');
    const target = row.targetId === null ? undefined : targets.get(row.targetId);
    return {
      ...row,
      details,
      actorLabel: row.actorLabel ?? (row.actorId === null ? null : (nameOf.get(row.actorId) ?? null)),
      targetName: row.targetName ?? target ?? readText(details, 'name') ?? readText(details, 'email'),
      targetExists: target !== undefined,
      address: address === null ? null : plainAddress(address),
    };
  });
}

function readText(details: unknown, field: string): string | null {
  const value: unknown = Object.entries(Object(details)).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : null;
}
