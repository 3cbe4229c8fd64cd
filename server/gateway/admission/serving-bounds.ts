import { findProvider } from '../../providers/index.ts';
import type { ServingChannel, TenantConfiguration } from '../../store/configuration.ts';
import { modelFacts } from '../../store/models/model-facts.ts';
import { mostOutputTokens } from '../../store/models/most-output-tokens.ts';
import { type DearestRates, dearestRates } from '../../store/prices/dearest-cost.ts';
import { findPrice } from '../../store/prices/find-price.ts';
import { priceBasis } from '../settlement/price-basis.ts';

/** What bounds a request at one of the channels that may serve it. */
export interface ServingBound {
  /** Null where no price is known: the ledger charges nothing there either. */
  rates: DearestRates | null;
  /** The most its model writes in one answer. */
  mostOutputTokens: number;
  /** The most its model takes in. */
  contextTokens: number;
}

/** Of models about which the catalogue says nothing: as much as any model of its time takes. */
const MOST_CONTEXT = 1_048_576;

/** Prices of the catalogue begin and end on whole minutes. */
const MINUTE_MS = 60_000;

/** By the list of a model's channels, which is another one when its tenant's configuration is. */
const known = new WeakMap<readonly ServingChannel[], { minute: number; bounds: readonly ServingBound[] }>();

/** The bounds of all channels that may serve a model; those that are alike once. */
export function servingBounds(
  channels: readonly ServingChannel[],
  tenant: TenantConfiguration,
  nowMs: number,
): readonly ServingBound[] {
  const minute = Math.floor(nowMs / MINUTE_MS);
  const found = known.get(channels);
  if (found?.minute === minute) return found.bounds;
  const bounds = workOut(channels, tenant, new Date(nowMs));
  known.set(channels, { minute, bounds });
  return bounds;
}

function workOut(channels: readonly ServingChannel[], tenant: TenantConfiguration, at: Date): ServingBound[] {
  const distinct = new Map<string, ServingBound>();
  for (const { channel, upstreamModel } of channels) {
    const provider = findProvider(channel.provider);
    const model = `${channel.provider}/${upstreamModel}`;
    if (!provider || distinct.has(model)) continue;
    const basis = priceBasis({ channel, upstreamModel, provider }, tenant, null, at);
    const price = findPrice(basis, basis.overrides);
    distinct.set(model, {
      rates: price && dearestRates(price),
      mostOutputTokens: mostOutputTokens(provider, upstreamModel),
      contextTokens: modelFacts(provider, upstreamModel, null).contextTokens ?? MOST_CONTEXT,
    });
  }
  return [...distinct.values()];
}
