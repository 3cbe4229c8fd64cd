import { calcPrice } from '@pydantic/genai-prices';
import { LRUCache } from 'lru-cache';

/** What the price catalogue says of a model beside its price. */
export interface CatalogueModel {
  title: string | null;
  description: string | null;
  contextTokens: number | null;
}

const unknown: CatalogueModel = { title: null, description: null, contextTokens: null };

/** A look-up takes some 40 µs; a page of models asks for thousands. */
const cache = new LRUCache<string, CatalogueModel>({ max: 10_000 });

/** @param priceProvider the provider's id in the catalogue; null for one that is not in it */
export function catalogueModel(priceProvider: string | null, model: string): CatalogueModel {
  if (priceProvider === null) return unknown;
  const key = `${priceProvider}/${model}`;
  let known = cache.get(key);
  if (!known) {
    const found = calcPrice({}, model, { providerId: priceProvider })?.model;
    known = found
      ? {
          title: found.name ?? null,
          description: found.description ?? null,
          contextTokens: found.context_window ?? null,
        }
      : unknown;
    cache.set(key, known);
  }
  return known;
}
