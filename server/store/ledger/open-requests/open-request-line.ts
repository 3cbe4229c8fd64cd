import type { PriceOverride } from '../../configuration.ts';
import type { OpenRecord, OpenRequest } from '../../ledger.ts';
import type { PriceBasis } from '../../prices/price-answer.ts';
import type { PricedTokens } from '../../prices/price-tokens.ts';
import { unknownDetails } from '../unknown-details.ts';
import type { Owner } from './owner.ts';

/** What a file of open requests says, line by line. */
export type OpenRequestLine =
  | { type: 'owner'; owner: Owner }
  | { type: 'begun'; record: OpenRecord; price: PriceBasis; tokens: PricedTokens }
  | { type: 'progress'; id: string; latencyMs: number; tokens: PricedTokens }
  | { type: 'over'; id: string };

type WrittenOverride = Record<Exclude<keyof PriceOverride, 'id' | 'model'>, string | null> &
  Pick<PriceOverride, 'id' | 'model'>;

type Written =
  | { owner: Owner }
  | WrittenBegun
  | { progress: string; latencyMs: number; tokens: PricedTokens }
  | { over: string };

interface WrittenBegun {
  record: Omit<OpenRecord, 'createdAt'>;
  createdAtMs: number;
  price: Omit<PriceBasis, 'at' | 'overrides'>;
  overrides: WrittenOverride[];
  tokens: PricedTokens;
}

export function writeOwner(owner: Owner): string {
  return line({ owner });
}

/** All that a record takes; nothing of what the request says. Every stream waits for this: two microseconds. */
export function writeBegun({ record, price, tokensSoFar }: OpenRequest): string {
  const { provider, priceProvider, free, model, answeredAs } = price;
  const { createdAt, ...rest } = record;
  return line({
    record: rest,
    createdAtMs: createdAt.getTime(),
    price: { provider, priceProvider, free, model, answeredAs },
    overrides: price.overrides
      .filter((override) => override.model === model || override.model === answeredAs)
      .map(writtenOverride),
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
    const createdAt = new Date(written.createdAtMs);
    return {
      type: 'begun',
      record: { ...unknownDetails, ...written.record, createdAt },
      price: { ...written.price, overrides: written.overrides.map(readOverride), at: createdAt },
      tokens: written.tokens,
    };
  } catch {
    return null;
  }
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
