import { errorTable } from '../../canonical/error-table.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { MOST_OF_A_KIND, type Suggestion } from './suggestion.ts';

/** Of what has a name of its own: keys, channels, teams, models, errors. */
export async function suggestNamed(
  transaction: Transaction,
  text: string,
  mayReadChannels: boolean,
): Promise<Suggestion[]> {
  const contains = { contains: text, mode: 'insensitive' as const };
  const take = MOST_OF_A_KIND;
  const keys = await transaction.apiKey.findMany({
    where: { kind: 'standard', OR: [{ name: contains }, { prefix: contains }] },
    select: { id: true, name: true, prefix: true },
    // One that works before one that was revoked.
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    take,
  });
  const channels = mayReadChannels
    ? await transaction.channel.findMany({
        where: { name: contains },
        select: { id: true, name: true, provider: true },
        orderBy: { name: 'asc' },
        take,
      })
    : [];
  const teams = await transaction.team.findMany({
    where: { name: contains },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take,
  });
  const models = await transaction.channelModel.findMany({
    where: { name: contains },
    select: { name: true },
    distinct: ['name'],
    orderBy: { name: 'asc' },
    take,
  });
  const codes = Object.keys(errorTable).filter((code) => code.includes(text.toLowerCase()));
  return [
    ...keys.map(({ id, name, prefix }) => ({
      kind: 'key' as const,
      value: id,
      label: name,
      hint: `${prefix}…`,
    })),
    ...channels.map(({ id, name, provider }) => ({
      kind: 'channel' as const,
      value: id,
      label: name,
      hint: provider,
    })),
    ...models.map(({ name }) => plain('model', name)),
    ...codes.slice(0, take).map((code) => plain('error', code)),
    ...teams.map(({ id, name }) => ({ kind: 'team' as const, value: id, label: name, hint: null })),
  ];
}

/** One that is known by itself. */
export function plain(kind: Suggestion['kind'], value: string): Suggestion {
  return { kind, value, label: value, hint: null };
}
