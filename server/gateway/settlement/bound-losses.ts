/** A table of the formats' members has no more that one request can lose; the record does not rely on it. */
const MOST_NAMES = 32;
const LONGEST_NAME = 64;

/** Names of losses as a record may hold them; of more than fit, the last says how many. */
export function boundLosses(names: readonly string[]): string[] {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
  const bounded = shown.map((name) => name.slice(0, LONGEST_NAME));
  if (shown.length < names.length) bounded.push(`more=${names.length - shown.length}`);
  return bounded;
}
