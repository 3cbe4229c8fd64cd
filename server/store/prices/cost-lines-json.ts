import { type CostLine, tokenKinds } from './cost-line.ts';

/** Lines as JSON text, money as strings of digits. Written by hand: nothing in it needs escapes. */
export function writeCostLines(lines: readonly CostLine[]): string {
  let text = '';
  for (const line of lines) {
    if (text !== '') text += ',';
    text +=
      line.kind === 'request'
        ? `{"kind":"request","nanoUsd":"${line.nanoUsd}"}`
        : `{"kind":"${line.kind}","tokens":${line.tokens},"nanoUsdPerMillion":"${line.nanoUsdPerMillion}"}`;
  }
  return `[${text}]`;
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
  const kind = tokenKinds.find((known) => known === item?.kind);
  const nanoUsdPerMillion = readAmount(item?.nanoUsdPerMillion);
  const tokens = item?.tokens;
  if (kind === undefined || nanoUsdPerMillion === null || !Number.isSafeInteger(tokens)) return null;
  return { kind, tokens: Number(tokens), nanoUsdPerMillion };
}

function readAmount(text: unknown): bigint | null {
  return typeof text === 'string' && /^\d{1,30}$/.test(text) ? BigInt(text) : null;
}
