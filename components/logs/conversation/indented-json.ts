/** JSON of an object or an array, with line breaks; null for anything else: a number is a word as well. */
export function indentedJson(text: string): string | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
