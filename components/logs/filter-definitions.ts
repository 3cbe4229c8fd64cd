import type { ListFilter, NumberFilterName } from './log-parsers';

/** A filter of the page: one of a list, one of two, or between two numbers. */
export type FilterName = ListFilter | NumberFilterName | 'outcome' | 'stream';

/** In the order in which they are offered. */
export const filterNames = [
  'outcome',
  'status',
  'error',
  'model',
  'key',
  'team',
  'channel',
  'tried',
  'provider',
  'endpoint',
  'stream',
  'user',
  'tag',
  'cost',
  'latency',
  'firstByte',
  'input',
  'output',
] as const satisfies readonly FilterName[];

/** What stands behind the numbers. */
export const filterUnits: Record<NumberFilterName, string> = {
  cost: '$',
  latency: 'ms',
  firstByte: 'ms',
  input: '',
  output: '',
};
