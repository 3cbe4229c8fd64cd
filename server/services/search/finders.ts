import type { TenantPermission } from '../../access/permissions.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { textAsIdRange } from '../logs/text-as-ids.ts';
import type { FoundThing } from './found-thing.ts';

interface Finder {
  /** Without it the kind is not looked for. */
  permission: TenantPermission;
  find(transaction: Transaction, text: string, take: number): Promise<FoundThing[]>;
}

/** Prisma passes on what `like` takes for wildcards. */
const plain = (text: string) => text.replace(/[\\%_]/g, '\\$&');
const having = (text: string) => ({ contains: plain(text), mode: 'insensitive' as const });

const findRequests: Finder['find'] = async (transaction, text, take) => {
  const range = textAsIdRange(text);
  if (range === null) return [];
  const rows = await transaction.usageRecord.findMany({
    // The time says in which partition to look.
    where: { id: { gte: range.least, lte: range.most }, createdAt: { gte: range.from, lte: range.to } },
    select: { id: true, modelRequested: true },
    orderBy: { createdAt: 'desc' },
    take,
  });
  return rows.map(({ id, modelRequested }) => ({ kind: 'request', id, label: id, hint: modelRequested }));
};

const findKeys: Finder['find'] = async (transaction, text, take) => {
  const rows = await transaction.apiKey.findMany({
    where: { kind: 'standard', OR: [{ name: having(text) }, { prefix: { startsWith: plain(text) } }] },
    select: { id: true, name: true, prefix: true },
    // One that works before one that was revoked.
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    take,
  });
  return rows.map(({ id, name, prefix }) => ({ kind: 'key', id, label: name, hint: prefix }));
};

const findChannels: Finder['find'] = async (transaction, text, take) => {
  const rows = await transaction.channel.findMany({
    where: { name: having(text) },
    select: { id: true, name: true, provider: true },
    orderBy: { name: 'asc' },
    take,
  });
  return rows.map(({ id, name, provider }) => ({ kind: 'channel', id, label: name, hint: provider }));
};

const findModels: Finder['find'] = async (transaction, text, take) => {
  const rows = await transaction.channelModel.findMany({
    where: { name: having(text), channel: { enabled: true } },
    select: { name: true },
    distinct: ['name'],
    orderBy: { name: 'asc' },
    take,
  });
  return rows.map(({ name }) => ({ kind: 'model', id: name, label: name, hint: null }));
};

const findMembers: Finder['find'] = async (transaction, text, take) => {
  const rows = await transaction.membership.findMany({
    where: { user: { OR: [{ name: having(text) }, { email: having(text) }] } },
    select: { userId: true, user: { select: { name: true, email: true } } },
    orderBy: { user: { name: 'asc' } },
    take,
  });
  return rows.map(({ userId, user }) => ({ kind: 'member', id: userId, label: user.name, hint: user.email }));
};

const findTeams: Finder['find'] = async (transaction, text, take) => {
  const rows = await transaction.team.findMany({
    where: { OR: [{ name: having(text) }, { slug: having(text) }] },
    select: { id: true, name: true, slug: true },
    orderBy: { name: 'asc' },
    take,
  });
  return rows.map(({ id, name, slug }) => ({ kind: 'team', id, label: name, hint: slug }));
};

/** What can be found, in the order in which it is shown. */
export const finders: readonly Finder[] = [
  { permission: 'logs:read', find: findRequests },
  { permission: 'keys:read', find: findKeys },
  { permission: 'models:read', find: findModels },
  { permission: 'channels:read', find: findChannels },
  { permission: 'members:read', find: findMembers },
  { permission: 'teams:read', find: findTeams },
];
