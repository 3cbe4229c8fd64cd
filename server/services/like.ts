/** Patterns for SQL's LIKE that mean the text itself, whatever stands in it. */

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

export function containing(text: string): string {
  return `%${literally(text)}%`;
}

export function startingWith(text: string): string {
  return `${literally(text)}%`;
}
