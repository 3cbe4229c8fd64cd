import { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';
import { withPlace } from '../rules/newest-keys.ts';

const isId = (text: string) => z.uuid().safeParse(text).success;

/** Finds what events were done to, by noun: current names by id, of those that are still there. */
const finders: Record<string, (transaction: Transaction, ids: string[]) => Promise<[string, string][]>> = {
  keys: async (transaction, ids) =>
    entries(await transaction.apiKey.findMany({ where: { id: { in: ids } }, select: named })),
  channels: async (transaction, ids) =>
    entries(await transaction.channel.findMany({ where: { id: { in: ids } }, select: named })),
  teams: async (transaction, ids) =>
    entries(await transaction.team.findMany({ where: { id: { in: ids } }, select: named })),
  prices: async (transaction, ids) =>
    (
      await transaction.priceOverride.findMany({
        where: { id: { in: ids } },
        select: { id: true, model: true },
      })
    ).map(({ id, model }) => [id, model]),
  members: async (transaction, ids) => {
    const members = await transaction.membership.findMany({
      where: { userId: { in: ids } },
      select: { user: { select: named } },
    });
    const invitations = await transaction.invitation.findMany({
      where: { id: { in: ids } },
      select: { id: true, email: true },
    });
    return [
      ...entries(members.map(({ user }) => user)),
      ...invitations.map(({ id, email }): [string, string] => [id, email]),
    ];
  },
  limits: async (transaction, ids) =>
    placedRules(await transaction.limit.findMany({ where: { id: { in: ids } }, include: withPlace })),
  budgets: async (transaction, ids) =>
    placedRules(await transaction.budget.findMany({ where: { id: { in: ids } }, include: withPlace })),
  views: async (transaction, ids) =>
    entries(await transaction.savedView.findMany({ where: { id: { in: ids } }, select: named })),
  tenants: async (transaction, ids) =>
    entries(await transaction.tenant.findMany({ where: { id: { in: ids } }, select: named })),
};

/** Rules are called after what they are on. */
function placedRules(
  rows: readonly { id: string; apiKey: { name: string } | null; team: { name: string } | null }[],
): [string, string][] {
  return rows.map(({ id, apiKey, team }) => [id, apiKey?.name ?? team?.name ?? '']);
}

const named = { id: true, name: true } as const;

function entries(rows: readonly { id: string; name: string }[]): [string, string][] {
  return rows.map(({ id, name }) => [id, name]);
}

/** @returns names by id. One question for each noun, however many events there are. */
export async function findTargets(
  transaction: Transaction,
  events: readonly { operation: string; targetId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const idsByNoun = new Map<string, Set<string>>();
  for (const { operation, targetId } of events) {
    const [noun = ''] = operation.split('.', 1);
    if (targetId === null || !isId(targetId)) continue;
    idsByNoun.set(noun, (idsByNoun.get(noun) ?? new Set()).add(targetId));
  }
  const names = new Map<string, string>();
  for (const [noun, ids] of idsByNoun) {
    const find = Object.hasOwn(finders, noun) ? finders[noun] : undefined;
    for (const [id, name] of (await find?.(transaction, [...ids])) ?? []) names.set(id, name);
  }
  return names;
}
