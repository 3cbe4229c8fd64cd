import type { ApiKey } from './api-key';

type Rotated = Pick<ApiKey, 'id' | 'replacedBy'>;

/**
 * Keys in their order, each one that was replaced right under its successor, where that is among them.
 * @returns with each key how many successors stand above it
 */
export function groupKeys<Key extends Rotated>(keys: readonly Key[]): { key: Key; depth: number }[] {
  const present = new Set(keys.map(({ id }) => id));
  const replaced = new Map<string, Key[]>();
  for (const key of keys) {
    const successor = key.replacedBy?.id;
    if (successor !== undefined && present.has(successor)) {
      replaced.set(successor, [...(replaced.get(successor) ?? []), key]);
    }
  }
  const rows: { key: Key; depth: number }[] = [];
  const heads = keys.filter((key) => key.replacedBy === null || !present.has(key.replacedBy.id));
  const waiting = heads.map((key) => ({ key, depth: 0 })).reverse();
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    const { key, depth } = row;
    rows.push(row);
    waiting.push(...(replaced.get(key.id) ?? []).map((each) => ({ key: each, depth: depth + 1 })).reverse());
  }
  return rows;
}
