/** Cuts text into what the simulator calls tokens: up to six characters, with the space before them. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S{1,6}|\s+$/gu) ?? [];
}

/** Cheap and the same every time: a token per four characters, at least one for any text. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
