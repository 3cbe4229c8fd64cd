import type { TokenKind } from './cost-line.ts';

/** What tokens of one kind cost, in nano-dollars per million tokens. */
export interface Rate {
  nanoUsdPerMillion: bigint;
  /** Dearer (or cheaper) rates for long requests, ascending; the last one whose `aboveInputTokens` is exceeded by the request's input holds for all of its tokens. */
  tiers: readonly RateTier[];
}

export interface RateTier {
  aboveInputTokens: number;
  nanoUsdPerMillion: bigint;
}

/** Nothing is paid. */
export const NO_CHARGE: Rate = { nanoUsdPerMillion: 0n, tiers: [] };

/** The price of one model at one time. A kind without a price of its own has the one of the kind it is part of. */
export interface Price extends Record<TokenKind, Rate> {
  /**
   * `genai-prices@<version>:<provider>/<model>` for a price of the catalogue (its time windows are decided by
   * the record's `createdAt`), with `+<tier>` behind it where another tier of service answered than the usual one,
   * `override:<id>@<updatedAt>` or `free:<provider>`.
   */
  version: string;
  perRequestNanoUsd: bigint;
  /** Nano-dollars per thousand searches of the web. */
  webSearchNanoUsdPerThousand: bigint;
}

/** Whose model, and when. */
export interface PriceQuestion {
  /** Id in the provider registry; price overrides name it. */
  provider: string;
  /** The provider's id in the price catalogue; null when the catalogue does not know it. */
  priceProvider: string | null;
  /** The provider answers inside this process, so nobody is paid (the simulator). */
  free: boolean;
  /** The provider's name of the model. */
  model: string;
  at: Date;
}
