import type { ServiceTier } from '../../canonical/usage.ts';
import { findProvider } from '../../providers/index.ts';
import type { ServingChannel, TenantConfiguration } from '../../store/configuration.ts';
import { modelFacts } from '../../store/models/model-facts.ts';
import { mostOutputTokens } from '../../store/models/most-output-tokens.ts';
import { type DearestRates, dearestRates } from '../../store/prices/dearest-cost.ts';
import { findPrice } from '../../store/prices/find-price.ts';
import type { Price } from '../../store/prices/price.ts';
import type { PriceBasis } from '../../store/prices/price-answer.ts';
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
const known = new WeakMap<readonly ServingChannel[], KnownBounds>();

interface KnownBounds {
  minute: number;
  byTier: Map<ServiceTier | undefined, readonly ServingBound[]>;
}

/** The bounds of all channels that may serve a model at a tier of service; those that are alike once. */
export function servingBounds(
  channels: readonly ServingChannel[],
  tenant: TenantConfiguration,
  tier: ServiceTier | undefined,
  nowMs: number,
): readonly ServingBound[] {
  const minute = Math.floor(nowMs / MINUTE_MS);
  let found = known.get(channels);
  if (found?.minute !== minute) {
    found = { minute, byTier: new Map() };
    known.set(channels, found);
  }
  let bounds = found.byTier.get(tier);
  if (!bounds) {
    bounds = workOut(channels, tenant, tier, new Date(nowMs));
    found.byTier.set(tier, bounds);
  }
  return bounds;
}

function workOut(
  channels: readonly ServingChannel[],
  tenant: TenantConfiguration,
  tier: ServiceTier | undefined,
  at: Date,
): ServingBound[] {
  const distinct = new Map<string, ServingBound>();
  for (const { channel, upstreamModel } of channels) {
    const provider = findProvider(channel.provider);
    const model = `${channel.provider}/${upstreamModel}`;
    if (!provider || distinct.has(model)) continue;
    const basis = priceBasis({ channel, upstreamModel, provider }, tenant, null, at);
    const price = dearerPrice(basis, tier);
    distinct.set(model, {
      rates: price && dearestRates(price),
      mostOutputTokens: mostOutputTokens(provider, upstreamModel),
      contextTokens: modelFacts(provider, upstreamModel, null).contextTokens ?? MOST_CONTEXT,
    });
  }
  return [...distinct.values()];
}

/** Whether a provider grants a tier is its own affair: the dearer of that and of the usual one. */
function dearerPrice(basis: PriceBasis, tier: ServiceTier | undefined): Price | null {
  const usual = findPrice(basis, basis.overrides);
  const asked = tier && findPrice(basis, basis.overrides, tier);
  return asked && usual && asked.output.nanoUsdPerMillion > usual.output.nanoUsdPerMillion ? asked : usual;
}
