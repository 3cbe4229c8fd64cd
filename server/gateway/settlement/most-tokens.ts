import { contextWindow } from '../../store/prices/context-window.ts';
import type { RequestOutcome } from './request-outcome.ts';

/**
 * How often a request may fill the window the catalogue knows: windows grow before the catalogue hears of it
 * (fivefold at most so far), and a vendor's own tools and compaction read the conversation several times.
 */
const WINDOWS = 8;
/** For models of which no window is known; twice that of any model there is. */
const MOST_TOKENS = 20_000_000;

/** The most tokens in, or out, that a provider is believed to have counted for one request. */
export function mostTokens({ provider, upstreamModel }: NonNullable<RequestOutcome['served']>): number {
  const window = provider.priceProvider ? contextWindow(provider.priceProvider, upstreamModel) : null;
  return window === null ? MOST_TOKENS : Math.min(WINDOWS * window, MOST_TOKENS);
}
