import type { Envelope } from '../../dialects/dialect.ts';
import type { UsageRecord } from '../../store/ledger.ts';
import { dearestCost } from '../../store/prices/dearest-cost.ts';
import type { BodyRoute } from '../request/request-source.ts';
import type { Consumption } from './consumption.ts';
import type { ServingBound } from './serving-bounds.ts';

/** What is known of a request before it is sent. */
export interface Unsent {
  envelope: Envelope;
  /** The most tokens that its input is taken to have, and about how many. */
  mostInputTokens: number;
  likelyInputTokens: number;
  /** Output tokens over all choices that it is capped to; null where it is not. */
  cappedOutputTokens: number | null;
  channels: readonly ServingBound[];
}

/** The most that a request can take. */
export interface WorstCase extends Consumption {
  /** What limits on tokens reserve of it: about as much as it will take, where its client named no bound of the output. */
  likelyInputTokens: number;
  likelyOutputTokens: number;
}

/** How much the requests of one kind of endpoint take of limits and budgets. */
export interface EndpointMeasure {
  worstCase(unsent: Unsent): WorstCase;
  /** What it took by its record. */
  actual(record: UsageRecord): Consumption;
}

/** Output of a request without a bound, for limits on tokens: more than nine in ten answers have. The truth replaces it. */
const LIKELY_OUTPUT_TOKENS = 1_024;

const generation: EndpointMeasure = {
  worstCase({ envelope, mostInputTokens, likelyInputTokens, cappedOutputTokens, channels }) {
    const choices = envelope.choices ?? 1;
    const bound = cappedOutputTokens ?? envelope.maxOutputTokens ?? 0;
    let outputTokens = bound;
    let nanoUsd = 0;
    for (const { rates, mostOutputTokens } of channels) {
      // No vendor takes a bound of 0; what a server of another kind makes of it is its model's own maximum.
      const most = bound > 0 ? bound : mostOutputTokens * choices;
      if (most > outputTokens) outputTokens = most;
      if (rates) nanoUsd = Math.max(nanoUsd, dearestCost(rates, mostInputTokens, most));
    }
    return {
      requests: 1,
      inputTokens: mostInputTokens,
      outputTokens,
      nanoUsd,
      likelyInputTokens,
      likelyOutputTokens: bound > 0 ? bound : Math.min(outputTokens, LIKELY_OUTPUT_TOKENS * choices),
    };
  },
  actual: ({ inputTokens, outputTokens, costNanoUsd }) => ({
    requests: 1,
    inputTokens,
    outputTokens,
    nanoUsd: Number(costNanoUsd),
  }),
};

const oneRequest: WorstCase = {
  requests: 1,
  inputTokens: 0,
  outputTokens: 0,
  nanoUsd: 0,
  likelyInputTokens: 0,
  likelyOutputTokens: 0,
};

/** No vendor charges for a count, and no model reads what is counted. */
const tokenCount: EndpointMeasure = { worstCase: () => oneRequest, actual: () => oneRequest };

/** Of every operation that takes a body: one that is missing here does not compile. */
export const endpointMeasures: Readonly<Record<BodyRoute['operation'], EndpointMeasure>> = {
  generate: generation,
  'count-tokens': tokenCount,
};
