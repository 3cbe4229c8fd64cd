/**
 * What a message may cost to show. Past a bound it is shown as the plain text it is, which nothing in it can make
 * slow. Lengths are in characters.
 */
export const markdownBounds = {
  /** A whole message. */
  message: 256 * 1024,
  /** One paragraph, list, table or quote: what is parsed again while it grows. */
  block: 32 * 1024,
  /** Code that is coloured. */
  highlightedCode: 48 * 1024,
  /** The source of one formula. */
  formula: 4000,
  /** Formulas in a message. */
  formulas: 1000,
  /** Addresses that links name by reference. */
  definitions: 100,
  /** Quotes in quotes, lists in lists, marks in marks. */
  depth: 32,
  /** An address: longer ones are no links. */
  address: 2048,
} as const;
