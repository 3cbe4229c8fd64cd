import type { TenantConfiguration } from '../../store/configuration.ts';
import type { PriceBasis } from '../../store/prices/price-answer.ts';
import type { RequestOutcome } from './request-outcome.ts';

/**
 * What decides the price of an answer.
 * @param answeredAs the model's name in the answer
 * @param at when the request came
 */
export function priceBasis(
  { provider, upstreamModel }: NonNullable<RequestOutcome['served']>,
  tenant: TenantConfiguration | null,
  answeredAs: string | null,
  at: Date,
): PriceBasis {
  return {
    provider: provider.id,
    priceProvider: provider.priceProvider ?? null,
    free: provider.inProcess !== undefined,
    model: upstreamModel,
    answeredAs,
    at,
    overrides: tenant?.priceOverrides ?? [],
  };
}
