import { parseAsStringLiteral } from 'nuqs/server';
import { sortOrders, usageColumns } from './sort-rows.ts';

/** How the table is sorted, as the address has it; null: by the measure that is shown. */
export const sortParsers = {
  sort: parseAsStringLiteral(usageColumns),
  order: parseAsStringLiteral(sortOrders),
};
