import type { PriceOverride } from '../../configuration.ts';
import type { OpenRequest, UsageRecord } from '../../ledger.ts';
import type { PriceBasis } from '../../prices/price-answer.ts';
import type { PricedTokens } from '../../prices/price-tokens.ts';
import { readRecord, type WrittenRecord, writtenRecord } from '../entry-json.ts';
import type { Owner } from './owner.ts';

/** What a file of open requests says, line by line. */
export type OpenRequestLine =
  | { type: 'owner'; owner: Owner }
  | { type: 'begun'; record: UsageRecord; price: PriceBasis; tokens: PricedTokens }
  | { type: 'progress'; id: string; latencyMs: number; tokens: PricedTokens }
  | { type: 'over'; id: string };

type WrittenOverride = Record<Exclude<keyof PriceOverride, 'id' | 'model'>, string | null> &
  Pick<PriceOverride, 'id' | 'model'>;

interface WrittenBasis extends Omit<PriceBasis, 'at' | 'overrides'> {
  overrides: WrittenOverride[];
}

type Written =
  | { owner: Owner }
  | { record: WrittenRecord; price: WrittenBasis; tokens: PricedTokens }
  | { progress: string; latencyMs: number; tokens: PricedTokens }
  | { over: string };

export function writeOwner(owner: Owner): string {
  return line({ owner });
}

/** All that a record takes; nothing of what the request says. */
export function writeBegun({ record, price, tokensSoFar }: OpenRequest): string {
  const { at: _, overrides, ...basis } = price;
  return line({
    record: writtenRecord(record),
    price: { ...basis, overrides: overrides.filter(mayHold(basis)).map(writtenOverride) },
    tokens: tokensSoFar(),
  });
}

export function writeProgress(id: string, latencyMs: number, tokens: PricedTokens): string {
  return line({ progress: id, latencyMs, tokens });
}

export function writeOver(id: string): string {
  return `{"over":"${id}"}\n`;
}

/** Null for a line that broke off. */
export function readLine(text: string): OpenRequestLine | null {
  try {
    const written: Written = JSON.parse(text);
    if ('owner' in written) return { type: 'owner', owner: written.owner };
    if ('over' in written) return { type: 'over', id: written.over };
    if ('progress' in written) {
      return {
        type: 'progress',
        id: written.progress,
        latencyMs: written.latencyMs,
        tokens: written.tokens,
      };
    }
    const record = readRecord(written.record);
    const overrides = written.price.overrides.map(readOverride);
    return {
      type: 'begun',
      record,
      price: { ...written.price, overrides, at: record.createdAt },
      tokens: written.tokens,
    };
  } catch {
    return null;
  }
}

/** A tenant may have many prices; a line has those of this model. */
function mayHold({ model, answeredAs }: Omit<PriceBasis, 'at' | 'overrides'>) {
  return (override: PriceOverride) => override.model === model || override.model === answeredAs;
}

function line(value: Written): string {
  return `${JSON.stringify(value)}\n`;
}

function writtenOverride(override: PriceOverride): WrittenOverride {
  return {
    ...override,
    inputNanoUsdPerMillion: String(override.inputNanoUsdPerMillion),
    outputNanoUsdPerMillion: String(override.outputNanoUsdPerMillion),
    cachedInputNanoUsdPerMillion: override.cachedInputNanoUsdPerMillion?.toString() ?? null,
    cacheWriteNanoUsdPerMillion: override.cacheWriteNanoUsdPerMillion?.toString() ?? null,
    updatedAt: override.updatedAt.toISOString(),
  };
}

function readOverride(written: WrittenOverride): PriceOverride {
  const amount = (text: string | null) => (text === null ? null : BigInt(text));
  return {
    ...written,
    inputNanoUsdPerMillion: amount(written.inputNanoUsdPerMillion) ?? 0n,
    outputNanoUsdPerMillion: amount(written.outputNanoUsdPerMillion) ?? 0n,
    cachedInputNanoUsdPerMillion: amount(written.cachedInputNanoUsdPerMillion),
    cacheWriteNanoUsdPerMillion: amount(written.cacheWriteNanoUsdPerMillion),
    updatedAt: new Date(written.updatedAt ?? 0),
  };
}
