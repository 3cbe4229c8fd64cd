import { calcPrice, type ModelPrice } from '@pydantic/genai-prices';
import { LRUCache } from 'lru-cache';
import { CATALOGUE, CATALOGUE_VERSION } from './catalogue-version.ts';
import { NO_CHARGE, type Price, type Rate } from './price.ts';

const NANO_PER_USD = 1e9;
const MINUTE_MS = 60_000;

interface CachedPrice {
  price: Price | null;
  /** The minute it holds for; null when the model's price does not depend on time. */
  minute: number | null;
}

/** A look-up in the catalogue takes about 40 µs. Model names come from clients and upstreams, hence the bound. */
const cache = new LRUCache<string, CachedPrice>({ max: 10_000 });

/** The catalogue's price of a model; null when it has none. The catalogue's time windows begin and end on whole minutes. */
export function cataloguePrice(priceProvider: string, model: string, at: Date): Price | null {
  const key = `${priceProvider}/${model}`;
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  const cached = cache.get(key);
  if (cached && (cached.minute === null || cached.minute === minute)) return cached.price;
  const found = lookUp(priceProvider, model, at);
  const entry = {
    price: found?.price ?? null,
    minute: found?.dependsOnTime ? minute : null,
  };
  cache.set(key, entry);
  return entry.price;
}

function lookUp(
  priceProvider: string,
  model: string,
  at: Date,
): { price: Price | null; dependsOnTime: boolean } | null {
  const found = calcPrice({}, model, { providerId: priceProvider, timestamp: at });
  if (!found) return null;
  return {
    price: readPrice(
      found.model_price,
      `${CATALOGUE}@${CATALOGUE_VERSION}:${found.provider.id}/${found.model.id}`,
    ),
    dependsOnTime: Array.isArray(found.model.prices),
  };
}

/** Null when the catalogue has only prices for things other than tokens and requests. */
function readPrice(prices: ModelPrice, version: string): Price | null {
  const input = readRate(prices.input_mtok);
  const output = readRate(prices.output_mtok);
  const perRequest = readRate(prices.requests_kcount);
  if (!input && !output && !perRequest) return null;
  const cachedInput = readRate(prices.cache_read_mtok) ?? input ?? NO_CHARGE;
  const cacheWrite = readRate(prices.cache_write_mtok) ?? input ?? NO_CHARGE;
  return {
    version,
    perRequestNanoUsd: (perRequest ?? NO_CHARGE).nanoUsdPerMillion / 1000n,
    webSearchNanoUsdPerThousand: (readRate(prices.web_searches_kcount) ?? NO_CHARGE).nanoUsdPerMillion,
    input: input ?? NO_CHARGE,
    cachedInput,
    cacheWrite,
    cacheWriteOneHour: readRate(prices.cache_write_1h_mtok) ?? cacheWrite,
    inputAudio: readRate(prices.input_audio_mtok) ?? input ?? NO_CHARGE,
    cachedAudio: readRate(prices.cache_audio_read_mtok) ?? cachedInput,
    inputImage: readRate(prices.input_image_mtok) ?? input ?? NO_CHARGE,
    output: output ?? NO_CHARGE,
    reasoning: readRate(prices.output_reasoning_mtok) ?? output ?? NO_CHARGE,
    outputAudio: readRate(prices.output_audio_mtok) ?? output ?? NO_CHARGE,
    outputImage: readRate(prices.output_image_mtok) ?? output ?? NO_CHARGE,
  };
}

/** The catalogue writes dollars per million as decimal numbers; rounding to whole nano-dollars undoes their binary error. */
function readRate(price: ModelPrice[string]): Rate | null {
  if (price === undefined) return null;
  if (typeof price === 'number') return { nanoUsdPerMillion: nanoUsd(price), tiers: [] };
  return {
    nanoUsdPerMillion: nanoUsd(price.base),
    tiers: price.tiers
      .map((tier) => ({ aboveInputTokens: tier.start, nanoUsdPerMillion: nanoUsd(tier.price) }))
      .sort((one, other) => one.aboveInputTokens - other.aboveInputTokens),
  };
}

function nanoUsd(usd: number): bigint {
  return BigInt(Math.round(usd * NANO_PER_USD));
}
