import type { TimeBounds } from '../filters/time-range.ts';
import { type LogsAddress, logsHref } from '../logs/logs-href.ts';
import { boundsOfDay } from './bounds-of-day.ts';
import type { Dimension } from './dimension';
import { narrowedTo, type UsageFilter } from './usage-filter.ts';

type LogsOf = {
  tenant: string;
  filter: UsageFilter;
  bounds: TimeBounds;
  timeZone: string;
};

/** The requests behind a figure of the page: the same filters, and the same moments, whatever happened since. */
export function usageLogsHref({ tenant, filter, bounds }: LogsOf, address: LogsAddress = {}): string {
  return logsHref(tenant, {
    ...filter,
    from: new Date(bounds.from),
    to: new Date(bounds.to),
    ...address,
  });
}

/** The requests behind a figure of one row. */
export function rowLogsHref(of: LogsOf, by: Dimension, value: string, address?: LogsAddress): string {
  const bounds = by === 'day' ? boundsOfDay(value, of.bounds, of.timeZone) : of.bounds;
  return usageLogsHref({ ...of, bounds, filter: narrowedTo(of.filter, by, value) }, address);
}
