import { z } from 'zod';
import { nanoUsd } from '../fields.ts';

/** Nano-dollars per million tokens. */
export const ratesInput = {
  inputNanoUsdPerMillion: nanoUsd,
  outputNanoUsdPerMillion: nanoUsd,
  /** Null: as other input. */
  cachedInputNanoUsdPerMillion: nanoUsd.nullable(),
  cacheWriteNanoUsdPerMillion: nanoUsd.nullable(),
};

/** The price that holds for a model now, wherever it comes from. */
export const currentPriceOutput = z.object({
  ...ratesInput,
  perRequestNanoUsd: nanoUsd,
  /** `override:…`, `genai-prices@…` or `free:…`, as on the receipts. */
  version: z.string(),
  /** Long requests are priced otherwise; these are the rates of short ones. */
  tiered: z.boolean(),
});
