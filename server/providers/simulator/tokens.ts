/** Cuts text into what the simulator calls tokens: up to six characters, with the space before them. */
export function tokensOf(text: string): string[] {
  return text.match(/\s{0,16}\S{1,6}|\s{1,16}/gu) ?? [];
}

/** Characters of a tool's arguments that come at once. */
export const argumentPiece = 12;

/** Cheap and the same every time: a token per four characters, at least one for any text. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
