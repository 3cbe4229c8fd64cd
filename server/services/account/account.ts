import { z } from 'zod';
import { locales } from '../../../messages/locales.ts';
import { displayName, id, time } from '../fields.ts';
import { timeZone as timeZoneWithDefault } from '../usage/usage-filter.ts';

/** Language of the pages; null: as the browser says. */
export const locale = z.enum(locales).nullable();

/** Time zone of the pages, a name of the IANA database; null: the browser's. */
export const timeZone = timeZoneWithDefault.unwrap().nullable();

/** A person as they see themselves. */
export const accountOutput = z.object({
  id,
  email: z.string(),
  name: displayName,
  isOperator: z.boolean(),
  locale,
  timeZone,
  createdAt: time,
});

/** A row as the output. A language or a zone that this version does not know counts as none. */
export function presentAccount<Row extends { locale: string | null; timeZone: string | null }>(row: Row) {
  return {
    ...row,
    locale: locale.catch(null).parse(row.locale),
    timeZone: timeZone.catch(null).parse(row.timeZone),
  };
}
