import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { timeRangePresets } from '@/components/filters/time-range';

/** What requests can be ordered by; `time` is the order they came in. */
export const sortColumns = [
  'time',
  'status',
  'inputTokens',
  'outputTokens',
  'cost',
  'firstByte',
  'latency',
] as const;

export type SortColumn = (typeof sortColumns)[number];

/** Filters of which several values may be chosen. */
export const listFilters = [
  'status',
  'error',
  'model',
  'key',
  'team',
  'channel',
  'tried',
  'provider',
  'endpoint',
  'user',
  'tag',
] as const;

export type ListFilter = (typeof listFilters)[number];

/** Filters that are a least and a most. `cost` is in dollars, `latency` and `firstByte` in milliseconds. */
export const numberFilters = ['cost', 'latency', 'firstByte', 'input', 'output'] as const;

export type NumberFilterName = (typeof numberFilters)[number];

const list = parseAsArrayOf(parseAsString).withDefault([]);

/** How the page's filters stand in its address, without the time range, which `useTimeRange` reads. */
export const logParsers = {
  /** Any part of what a request is known by. */
  search: parseAsString.withDefault(''),
  outcome: parseAsStringLiteral(['success', 'failure'] as const),
  stream: parseAsBoolean,
  /** An exact status, or a class of them: 404, 4xx. */
  status: list,
  error: list,
  model: list,
  key: list,
  team: list,
  /** That answered, or was tried. */
  channel: list,
  /** That was tried, and did not give the answer. */
  tried: list,
  provider: list,
  endpoint: list,
  user: list,
  tag: list,
  'cost.min': parseAsFloat,
  'cost.max': parseAsFloat,
  'latency.min': parseAsFloat,
  'latency.max': parseAsFloat,
  'firstByte.min': parseAsFloat,
  'firstByte.max': parseAsFloat,
  'input.min': parseAsFloat,
  'input.max': parseAsFloat,
  'output.min': parseAsFloat,
  'output.max': parseAsFloat,
  sort: parseAsStringLiteral(sortColumns).withDefault('time'),
  order: parseAsStringLiteral(['desc', 'asc'] as const).withDefault('desc'),
};

/** The same with the time range and the request that is open: all that an address of the page may hold. */
export const logAddressParsers = {
  range: parseAsStringLiteral(timeRangePresets),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  ...logParsers,
  request: parseAsString,
};
