import { z } from 'zod';
import { findProvider } from '../../providers/index.ts';
import type { PriceOverride } from '../../store/configuration.ts';
import { modelFacts } from '../../store/models/model-facts.ts';
import { modelFactsField, readFacts } from '../channels/model-facts-field.ts';
import { count, displayName, id, modelName } from '../fields.ts';
import { currentPrice } from '../prices/current-price.ts';
import { currentPriceOutput } from '../prices/price-output.ts';

/** A channel as one that serves a model. */
export const servingChannelOutput = z.object({
  id,
  name: displayName,
  provider: z.string(),
  upstream: modelName,
  priority: count,
  weight: count,
  /** What is known of the provider’s model, from its list, its vendor or the catalogue. */
  facts: modelFactsField,
  /** Null: no price is known, so requests count as costing nothing. */
  price: currentPriceOutput.nullable(),
});

/** A channel's model, as it is read for lists of models. */
export interface ServingRow {
  id: string;
  name: string;
  provider: string;
  upstream: string;
  priority: number;
  weight: number;
  facts: unknown;
}

export function presentServing({ facts: kept, ...row }: ServingRow, overrides: readonly PriceOverride[]) {
  const facts = modelFacts(findProvider(row.provider), row.upstream, readFacts(kept));
  return {
    ...row,
    facts,
    price: currentPrice(row.provider, row.upstream, overrides),
  };
}
