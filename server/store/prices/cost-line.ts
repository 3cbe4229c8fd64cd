/** Kinds of tokens that can have a price of their own. */
export const inputKinds = [
  'input',
  'cachedInput',
  'cacheWrite',
  'cacheWriteOneHour',
  'inputAudio',
  'cachedAudio',
  'inputImage',
] as const;
export const outputKinds = ['output', 'reasoning', 'outputAudio', 'outputImage'] as const;
export const tokenKinds = [...inputKinds, ...outputKinds] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Tokens of one kind, more than none, at their price. No token stands in two lines. */
export interface TokenLine {
  kind: TokenKind;
  tokens: number;
  nanoUsdPerMillion: bigint;
}

/** What is charged once a request, whatever its tokens. */
export interface RequestLine {
  kind: 'request';
  nanoUsd: bigint;
}

/** Searches of the web, more than none. */
export interface SearchLine {
  kind: 'webSearch';
  searches: number;
  nanoUsdPerThousand: bigint;
}

/** One line of a receipt. */
export type CostLine = TokenLine | RequestLine | SearchLine;

const FEMTO_PER_NANO = 1_000_000n;
/** A thousandth of a nano-dollar has a thousand femto-dollars. */
const FEMTO_PER_THOUSANDTH = 1_000n;

/** What a line comes to, exactly, in femto-dollars: millionths of a nano-dollar. */
export function femtoUsdOf(line: CostLine): bigint {
  if (line.kind === 'request') return line.nanoUsd * FEMTO_PER_NANO;
  if (line.kind === 'webSearch')
    return BigInt(line.searches) * line.nanoUsdPerThousand * FEMTO_PER_THOUSANDTH;
  return BigInt(line.tokens) * line.nanoUsdPerMillion;
}

/** What lines come to together, in nano-dollars: rounded once, half up. */
export function sumLines(lines: readonly CostLine[]): bigint {
  let femtoUsd = 0n;
  for (const line of lines) femtoUsd += femtoUsdOf(line);
  return (femtoUsd + FEMTO_PER_NANO / 2n) / FEMTO_PER_NANO;
}
