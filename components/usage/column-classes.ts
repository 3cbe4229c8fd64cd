import type { Measure } from './measure';
import type { UsageColumn } from './sort-rows';

/** The column that a measure is read in. */
export const columnOf: Record<Measure, UsageColumn> = {
  cost: 'cost',
  requests: 'requests',
  tokens: 'inputTokens',
  failures: 'failures',
  latency: 'latencyP50',
  firstByte: 'firstByte',
};

/** Where columns leave the table. */
const leaving: Record<UsageColumn, string> = {
  name: '',
  requests: '',
  failures: '@max-2xl:hidden',
  inputTokens: '@max-3xl:hidden',
  outputTokens: '@max-3xl:hidden',
  latencyP50: '@max-4xl:hidden',
  latencyP95: '@max-4xl:hidden',
  firstByte: '@max-5xl:hidden',
  cost: '@max-2xl:hidden',
};

/** What stays in the narrowest frame, by the measure that is shown. */
const together: Record<Measure, readonly UsageColumn[]> = {
  cost: ['failures', 'cost'],
  requests: ['failures', 'cost'],
  failures: ['failures', 'cost'],
  tokens: ['inputTokens', 'outputTokens'],
  latency: ['latencyP50', 'latencyP95'],
  firstByte: ['firstByte'],
};

/** The classes of a column's cells; the last that a frame without bars has keeps the frame's distance. */
export function columnClass(column: UsageColumn, measure: Measure): string {
  const kept = together[measure];
  // The narrowest phones have room for one column of tokens.
  const visibility = !kept.includes(column)
    ? leaving[column]
    : column === 'outputTokens'
      ? '@max-[22rem]:hidden'
      : '';
  return kept.at(-1) === column || column === 'cost' ? `${visibility} @max-3xl:pr-4` : visibility;
}
