import type { ApiKey } from './api-key';
import type { KeyFigures } from './use-key-figures';

/** What the keys were used for can be sorted by, where all of them are here. */
export const figureSorts = ['used', 'requests', 'cost'] as const;

export type FigureSort = (typeof figureSorts)[number];

const values: Record<FigureSort, (figures: KeyFigures) => bigint> = {
  used: ({ lastUsedAt }) => BigInt(lastUsedAt ? Date.parse(lastUsedAt) : 0),
  requests: ({ requests30d }) => BigInt(requests30d),
  cost: ({ costNanoUsd30d }) => BigInt(costNanoUsd30d),
};

/** Keys by what they were used for; of equal ones the order stays. Unused ones count as nothing. */
export function sortByFigures<Key extends Pick<ApiKey, 'id'>>(
  keys: readonly Key[],
  figures: ReadonlyMap<string, KeyFigures>,
  sort: FigureSort,
  order: 'ascending' | 'descending',
): Key[] {
  const figureOf = ({ id }: Key) => {
    const used = figures.get(id);
    return used ? values[sort](used) : 0n;
  };
  const sign = order === 'ascending' ? 1 : -1;
  return [...keys].sort((one, other) => {
    const [a, b] = [figureOf(one), figureOf(other)];
    return a === b ? 0 : a < b ? -sign : sign;
  });
}
