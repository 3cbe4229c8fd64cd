import type { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';
import type { KeyRow, keyOutput } from './key.ts';
import { statusOf } from './key.ts';

type Key = z.output<typeof keyOutput>;

/** Rows as the output, with the names of who made them and with the keys that replaced them. */
export async function presentKeys(transaction: Transaction, rows: readonly KeyRow[]): Promise<Key[]> {
  const now = new Date();
  const [names, successors] = await Promise.all([
    readMakerNames(transaction, rows),
    readSuccessors(transaction, rows),
  ]);
  return rows.map((row) => ({
    ...row,
    signed: row.signingSecret !== null,
    status: statusOf(row, now),
    replacedBy: successors.get(row.id) ?? null,
    maker: presentMaker(row, names),
  }));
}

export async function presentKey(transaction: Transaction, row: KeyRow): Promise<Key> {
  const [key] = await presentKeys(transaction, [row]);
  if (!key) throw new Error('One key was given, and none came back.');
  return key;
}

/** Names of the people who made them, as far as they are members still: others cannot be seen from here. */
async function readMakerNames(transaction: Transaction, rows: readonly KeyRow[]) {
  const ids = [...new Set(rows.flatMap(({ makerId }) => makerId ?? []))];
  if (ids.length === 0) return new Map<string, string>();
  const people = await transaction.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

function presentMaker(row: KeyRow, names: ReadonlyMap<string, string>): Key['maker'] {
  if (row.makerType === 'configuration') return { kind: 'configuration', name: null, left: false };
  if (row.makerType !== 'person' || row.makerId === null) return null;
  const name = names.get(row.makerId);
  return { kind: 'person', name: name ?? row.makerName, left: name === undefined };
}

/** By the id of a key that was replaced, the newest of those that replaced it. */
async function readSuccessors(transaction: Transaction, rows: readonly KeyRow[]) {
  const ids = rows.flatMap(({ id, replacedAt }) => (replacedAt ? [id] : []));
  if (ids.length === 0) return new Map<string, { id: string; name: string; prefix: string }>();
  const successors = await transaction.apiKey.findMany({
    where: { rotatedFromId: { in: ids } },
    select: { id: true, name: true, prefix: true, rotatedFromId: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return new Map(successors.map(({ rotatedFromId, ...successor }) => [rotatedFromId ?? '', successor]));
}
