import type { Transaction } from '../../platform/db/prisma.ts';
import type { Breakdown } from './usage-breakdown.ts';

/** What people read for an id. */
interface Label {
  label: string | null;
  /** What tells two of one label apart. */
  hint: string | null;
}

/** Names by id; null for breakdowns whose values are names themselves. */
export async function readLabels(
  transaction: Transaction,
  by: Breakdown,
  ids: string[],
): Promise<Map<string, Label> | null> {
  const where = { id: { in: ids } };
  switch (by) {
    case 'key': {
      const rows = await transaction.apiKey.findMany({
        where,
        select: { id: true, name: true, prefix: true },
      });
      return new Map(rows.map(({ id, name, prefix }) => [id, { label: name, hint: prefix }]));
    }
    case 'channel': {
      const rows = await transaction.channel.findMany({
        where,
        select: { id: true, name: true, provider: true },
      });
      return new Map(rows.map(({ id, name, provider }) => [id, { label: name, hint: provider }]));
    }
    case 'team': {
      const rows = await transaction.team.findMany({ where, select: { id: true, name: true } });
      return new Map(rows.map(({ id, name }) => [id, { label: name, hint: null }]));
    }
    default:
      return null;
  }
}
