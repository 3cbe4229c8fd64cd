import type { PriceBasis } from '../../store/prices/price-answer.ts';
import type { RequestOutcome } from './request-outcome.ts';

/** What decides the price of an answer. */
export function priceBasis(
  { answer, tenant, receivedAt }: RequestOutcome,
  { provider, upstreamModel }: NonNullable<RequestOutcome['served']>,
): PriceBasis {
  return {
    provider: provider.id,
    priceProvider: provider.priceProvider ?? null,
    free: provider.answer !== undefined,
    model: upstreamModel,
    answeredAs: answer?.model ?? null,
    at: receivedAt,
    overrides: tenant?.priceOverrides ?? [],
  };
}
