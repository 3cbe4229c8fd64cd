/** A label of a request: 1 to 40 letters, digits, `_`, `.`, `:` or `-`. */
export const tagPattern = /^[A-Za-z0-9_.:-]{1,40}$/;

/** Labels that one request may name, and that one key may have; a request carries those of both. */
export const MOST_TAGS = 8;
