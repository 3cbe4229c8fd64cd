/** Kinds of tokens that can have a price of their own. */
export const tokenKinds = [
  'input',
  'cachedInput',
  'cacheWrite',
  'cacheWriteOneHour',
  'inputAudio',
  'output',
  'reasoning',
  'outputAudio',
] as const;
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

/** One line of a receipt. */
export type CostLine = TokenLine | RequestLine;

const FEMTO_PER_NANO = 1_000_000n;

/** What a line comes to, exactly, in femto-dollars: millionths of a nano-dollar. */
export function femtoUsdOf(line: CostLine): bigint {
  return line.kind === 'request'
    ? line.nanoUsd * FEMTO_PER_NANO
    : BigInt(line.tokens) * line.nanoUsdPerMillion;
}

/** What lines come to together, in nano-dollars: rounded once, half up. */
export function sumLines(lines: readonly CostLine[]): bigint {
  let femtoUsd = 0n;
  for (const line of lines) femtoUsd += femtoUsdOf(line);
  return (femtoUsd + FEMTO_PER_NANO / 2n) / FEMTO_PER_NANO;
}
