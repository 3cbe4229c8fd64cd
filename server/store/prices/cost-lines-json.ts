import { type CostLine, tokenKinds } from './cost-line.ts';

/**
 * Lines as JSON text, money as strings of digits. Written by hand: nothing in it needs escapes.
 * @param q what stands for a quotation mark, where the text goes into a quoted one
 */
export function writeCostLines(lines: readonly CostLine[], q = '"'): string {
  let text = '';
  for (const line of lines) {
    if (text !== '') text += ',';
    text += `{${q}kind${q}:${q}${line.kind}${q},${membersOf(line, q)}}`;
  }
  return `[${text}]`;
}

function membersOf(line: CostLine, q: string): string {
  if (line.kind === 'request') return `${q}nanoUsd${q}:${q}${line.nanoUsd}${q}`;
  if (line.kind === 'webSearch') {
    return `${q}searches${q}:${line.searches},${q}nanoUsdPerThousand${q}:${q}${line.nanoUsdPerThousand}${q}`;
  }
  return `${q}tokens${q}:${line.tokens},${q}nanoUsdPerMillion${q}:${q}${line.nanoUsdPerMillion}${q}`;
}

/** Lines as {@link writeCostLines} wrote them, parsed. Null for anything else: no receipt is better than a wrong one. */
export function readCostLines(written: unknown): CostLine[] | null {
  if (!Array.isArray(written)) return null;
  const lines: CostLine[] = [];
  for (const item of written) {
    const line = readLine(item);
    if (!line) return null;
    lines.push(line);
  }
  return lines;
}

function readLine(item: Record<string, unknown> | null): CostLine | null {
  if (item?.kind === 'request') {
    const nanoUsd = readAmount(item.nanoUsd);
    return nanoUsd === null ? null : { kind: 'request', nanoUsd };
  }
  if (item?.kind === 'webSearch') {
    const nanoUsdPerThousand = readAmount(item.nanoUsdPerThousand);
    const { searches } = item;
    if (nanoUsdPerThousand === null || !Number.isSafeInteger(searches)) return null;
    return { kind: 'webSearch', searches: Number(searches), nanoUsdPerThousand };
  }
  const kind = tokenKinds.find((known) => known === item?.kind);
  const nanoUsdPerMillion = readAmount(item?.nanoUsdPerMillion);
  const tokens = item?.tokens;
  if (kind === undefined || nanoUsdPerMillion === null || !Number.isSafeInteger(tokens)) return null;
  return { kind, tokens: Number(tokens), nanoUsdPerMillion };
}

function readAmount(text: unknown): bigint | null {
  return typeof text === 'string' && /^\d{1,30}$/.test(text) ? BigInt(text) : null;
}
