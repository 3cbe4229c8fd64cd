import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { Dimension, FilterDimension } from './dimension';

/** As x-heddle-tags takes them. */
const tagPattern = /^[A-Za-z0-9_.:-]{1,40}$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** As many as an operation takes. */
const mostValues = 50;

const list = parseAsArrayOf(parseAsString).withDefault([]);

/** How the filters stand in the address; the same names as those of the logs page. */
export const usageFilterParsers = {
  team: list,
  key: list,
  model: list,
  channel: list,
  provider: list,
  endpoint: list,
  tag: list,
  outcome: parseAsStringLiteral(['success', 'failure'] as const),
};

/** Values of each dimension, any of which will do; and how the requests ended, null: in any way. */
export type UsageFilter = Record<FilterDimension, string[]> & { outcome: 'success' | 'failure' | null };

/** The filter of operations; what no id can be is left out. */
export function toUsageInput(filter: UsageFilter) {
  const names = (values: readonly string[]) => (values.length > 0 ? values.slice(0, mostValues) : undefined);
  const ids = (values: readonly string[]) => names(values.filter((value) => uuid.test(value)));
  return {
    teamId: ids(filter.team),
    apiKeyId: ids(filter.key),
    channelId: ids(filter.channel),
    model: names(filter.model),
    provider: names(filter.provider),
    endpoint: names(filter.endpoint),
    tag: filter.tag.find((tag) => tagPattern.test(tag)),
    outcome: filter.outcome ?? undefined,
  };
}

/** The same filter for one value of a dimension alone. A day is no filter, but a range. */
export function narrowedTo(filter: UsageFilter, by: Dimension, value: string): UsageFilter {
  return by === 'day' ? filter : { ...filter, [by]: [value] };
}

export function isFiltered(filter: UsageFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value.length > 0);
}
