import type { Transaction } from '../../platform/db/prisma.ts';

/** As much of a key as tells it from another of its name. */
export interface KeyReference {
  id: string;
  name: string;
  prefix: string;
}

/** What Prisma has to load of a rule for {@link newestKeys} and for showing whom it holds for. */
export const withPlace = {
  team: { select: { id: true, slug: true, name: true } },
  apiKey: { select: { id: true, name: true, prefix: true, replacedAt: true } },
} as const;

interface PlacedRule {
  apiKey: (KeyReference & { replacedAt: Date | null }) | null;
}

/** By the id of the key that rules are on, the newest of the keys that rotations made of it, or itself. */
export async function newestKeys(
  transaction: Transaction,
  rules: readonly PlacedRule[],
): Promise<Map<string, KeyReference>> {
  const newest = new Map<string, KeyReference>();
  for (const { apiKey } of rules) {
    if (apiKey) newest.set(apiKey.id, { id: apiKey.id, name: apiKey.name, prefix: apiKey.prefix });
  }
  const replaced = rules.flatMap(({ apiKey }) => (apiKey?.replacedAt ? [apiKey.id] : []));
  if (replaced.length === 0) return newest;
  const later = await transaction.apiKey.findMany({
    where: { rulesKeyId: { in: [...new Set(replaced)] } },
    select: { id: true, name: true, prefix: true, rulesKeyId: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  for (const { rulesKeyId, ...key } of later) newest.set(rulesKeyId ?? '', key);
  return newest;
}
