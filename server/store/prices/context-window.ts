import { calcPrice } from '@pydantic/genai-prices';
import { LRUCache } from 'lru-cache';

/** Model names come from channels; -1 stands for a model whose window nobody knows. */
const cache = new LRUCache<string, number>({ max: 2000 });

/** How many tokens the catalogue says a model takes in and gives out together; null where it does not say. */
export function contextWindow(priceProvider: string, model: string): number | null {
  const key = `${priceProvider}/${model}`;
  let known = cache.get(key);
  if (known === undefined) {
    known = calcPrice({}, model, { providerId: priceProvider })?.model.context_window ?? -1;
    cache.set(key, known);
  }
  return known > 0 ? known : null;
}
