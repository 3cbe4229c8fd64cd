import { Fault } from '../canonical/fault.ts';

/**
 * The row, or the Fault `not_found` when there is none that the caller may see. A row of another tenant or
 * team is not told apart from none.
 * @param what For people: "API key"
 * @param path The field of the input that named it
 */
export function found<Row>(row: Row | null | undefined, what: string, path = 'id'): Row {
  if (row === null || row === undefined) {
    throw new Fault('not_found', `There is no such ${what}.`, { path });
  }
  return row;
}
