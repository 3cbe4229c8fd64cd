import { createSerializer, type inferParserType } from 'nuqs/server';
import { logAddressParsers } from './log-parsers';

/** The filters of the logs page, as its address has them; `from` and `to` are moments, `key` and the like are ids. */
export type LogsAddress = Partial<inferParserType<typeof logAddressParsers>>;

const serialize = createSerializer(logAddressParsers);

/** The address of the logs page that shows what a filter says: `logsHref('acme', { outcome: 'failure', range: 'day' })`. */
export function logsHref(tenant: string, address: LogsAddress = {}): string {
  return serialize(`/${tenant}/logs`, address);
}
