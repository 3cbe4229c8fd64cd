/**
 * `${NAME}` unquoted inside `{ … }` is not YAML, though it is how people write it. While the text is parsed,
 * two private characters stand for the opening (so that columns stay right) and one for the closing.
 */
const OPENING = '\uE000\uE000';
const CLOSING = '\uE001';

/** The text with every `${NAME}` made harmless for a YAML parser. */
export function shieldReferences(text: string): string {
  return text.replace(/\$\{([^{}\n]*)\}/g, `${OPENING}$1${CLOSING}`);
}

/** Undoes `shieldReferences` in a value that was parsed. */
export function unshieldReferences(text: string): string {
  return text.replaceAll(OPENING, '${').replaceAll(CLOSING, '}');
}
