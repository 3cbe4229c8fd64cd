import {
  createSerializer,
  type inferParserType,
  parseAsIsoDateTime,
  parseAsStringLiteral,
} from 'nuqs/server';
import { timeRangePresets } from '../filters/time-range.ts';
import { usageFilterParsers } from './usage-filter.ts';
import { usageViewParsers } from './usage-view-parsers.ts';

const parsers = {
  range: parseAsStringLiteral(timeRangePresets),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  ...usageFilterParsers,
  ...usageViewParsers,
};

/** The filters of the usage page and how it shows what they leave, as its address has them. */
export type UsageAddress = Partial<inferParserType<typeof parsers>>;

const serialize = createSerializer(parsers);

/** The address of the usage page: `usageHref('acme', { by: 'key', key: [id], range: 'month' })`. */
export function usageHref(tenant: string, address: UsageAddress = {}): string {
  return serialize(`/${tenant}/usage`, address);
}
