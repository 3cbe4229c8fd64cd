import type { PriceOverride } from '../../configuration.ts';
import type { OpenRecord, OpenRequest, Reservation } from '../../ledger.ts';
import type { PriceBasis } from '../../prices/price-answer.ts';
import type { PricedTokens } from '../../prices/price-tokens.ts';
import { writeChargedBudgets } from '../charged-budgets-json.ts';
import { unknownDetails } from '../unknown-details.ts';
import type { Owner } from './owner.ts';

/** What a file of open requests says, line by line. */
export type OpenRequestLine =
  | { type: 'owner'; owner: Owner }
  | BegunLine
  /** What others are like. */
  | { type: 'pattern'; number: number; begun: BegunLine }
  /** Begun, and all else as in the pattern that stood last before it under this number. */
  | ({ type: 'like'; number: number } & LikeLine)
  | { type: 'progress'; id: string; latencyMs: number; tokens: PricedTokens }
  | { type: 'over'; id: string };

export interface BegunLine {
  type: 'begun';
  record: OpenRecord;
  price: PriceBasis;
  tokens: PricedTokens;
}

type LikeLine = Pick<OpenRecord, 'id' | 'createdAt' | 'endUser' | 'reservation'> & { inputTokens: number };

type WrittenOverride = Record<Exclude<keyof PriceOverride, 'id' | 'model'>, string | null> &
  Pick<PriceOverride, 'id' | 'model'>;

type Written =
  | { owner: Owner }
  | WrittenBegun
  | { pattern: number; begun: WrittenBegun }
  | { like: number; id: string; at: number; in: number; who?: string; held?: Reservation }
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

/** All that a record takes; nothing of what the request says. */
export function writeBegun(request: OpenRequest): string {
  return line(writtenBegun(request));
}

export function writePattern(number: number, request: OpenRequest): string {
  return line({ pattern: number, begun: writtenBegun(request) });
}

/** Of a request that differs from its pattern in nothing but this. Written by hand: every request waits for it. */
export function writeLike(number: number, { record, tokensSoFar }: OpenRequest): string {
  const { id, createdAt, endUser, reservation } = record;
  let written = `{"like":${number},"id":"${id}","at":${createdAt.getTime()},"in":${tokensSoFar().inputTokens}`;
  if (endUser !== null) written += `,"who":${JSON.stringify(endUser)}`;
  if (reservation !== null) {
    const { nanoUsd, budgets } = reservation;
    written += `,"held":{"nanoUsd":${nanoUsd},"budgets":${writeChargedBudgets(budgets)}}`;
  }
  return `${written}}\n`;
}

function writtenBegun({ record, price, tokensSoFar }: OpenRequest): WrittenBegun {
  const { provider, priceProvider, free, model, answeredAs } = price;
  const { createdAt, ...rest } = record;
  return {
    record: rest,
    createdAtMs: createdAt.getTime(),
    price: { provider, priceProvider, free, model, answeredAs },
    overrides: price.overrides
      .filter((override) => override.model === model || override.model === answeredAs)
      .map(writtenOverride),
    tokens: tokensSoFar(),
  };
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
    if ('pattern' in written) {
      return { type: 'pattern', number: written.pattern, begun: readBegun(written.begun) };
    }
    if ('like' in written) {
      const {
        like: number,
        id,
        at,
        in: inputTokens,
        who: endUser = null,
        held: reservation = null,
      } = written;
      return { type: 'like', number, id, createdAt: new Date(at), inputTokens, endUser, reservation };
    }
    return readBegun(written);
  } catch {
    return null;
  }
}

function readBegun(written: WrittenBegun): BegunLine {
  const createdAt = new Date(written.createdAtMs);
  return {
    type: 'begun',
    record: { ...unknownDetails, ...written.record, createdAt },
    price: { ...written.price, overrides: written.overrides.map(readOverride), at: createdAt },
    tokens: written.tokens,
  };
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
