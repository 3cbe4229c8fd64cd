import type { Reading } from '../../store/admission.ts';
import type { ServingChannel } from '../../store/configuration.ts';
import type { Reservation } from '../../store/ledger.ts';
import { affordableOutput } from '../../store/prices/dearest-cost.ts';
import type { Caller } from '../authenticate.ts';
import type { Exchange } from '../exchange.ts';
import type { BodyRoute } from '../request/request-source.ts';
import { recordedEndUser } from '../settlement/recorded-end-user.ts';
import { endpointMeasures, type WorstCase } from './endpoint-measures.ts';
import { type HeldBudget, heldBudget } from './held-budget.ts';
import type { HeldRules } from './held-rules.ts';
import { type AskedMeters, limitMeter } from './meters.ts';
import { refersToFiles } from './refers-to-files.ts';
import { type ServingBound, servingBounds } from './serving-bounds.ts';

/** No text has more tokens than bytes, of which a rough token is four. */
const MOST_PER_ROUGH_TOKEN = 4;
/** An answer that is cut off sooner is of no use to anybody. */
const LEAST_CAPPED_TOKENS = 16;

/** What a request asks of the rules that hold for it. */
export class Ask {
  readonly caller: Caller;
  readonly rules: HeldRules;
  readonly budgets: readonly HeldBudget[];
  /** Whether its input was counted, or cannot be, instead of bounded by its length. */
  counted = false;
  /** Output tokens of each choice that it is capped to; null where it is not. */
  outputCap: number | null = null;
  worst: WorstCase;
  readonly #exchange: Exchange;
  readonly #operation: BodyRoute['operation'];
  readonly #channels: readonly ServingBound[];
  #mostInputTokens: number;
  #likelyInputTokens: number;

  constructor(exchange: Exchange, caller: Caller, rules: HeldRules, channels: readonly ServingChannel[]) {
    this.#exchange = exchange;
    this.caller = caller;
    this.rules = rules;
    this.#operation = exchange.route?.operation === 'count-tokens' ? 'count-tokens' : 'generate';
    const now = exchange.receivedAtMs;
    const endUser = recordedEndUser(exchange.envelope?.endUser);
    // What costs nothing is taken of no budget.
    this.budgets =
      this.#operation === 'generate'
        ? rules.budgets.map((rule) => heldBudget(rule, now, endUser))
        : noBudgets;
    this.#channels = servingBounds(channels, caller.tenant, exchange.envelope?.serviceTier, now);
    this.#likelyInputTokens = exchange.reader?.roughTokens() ?? 0;
    this.#mostInputTokens = this.#likelyInputTokens * MOST_PER_ROUGH_TOKEN;
    if (this.budgets.length > 0 && refersToFiles(exchange.bytes)) {
      // As much as a model takes is all that is known of it.
      this.counted = true;
      this.#mostInputTokens = Math.max(...this.#channels.map(({ contextTokens }) => contextTokens));
    }
    this.worst = this.#worstCase(this.#mostInputTokens, null);
  }

  get tenantId(): string {
    return this.caller.tenant.id;
  }

  /** All that is to be taken in one step: limits first, then budgets. */
  everything(): AskedMeters {
    const asked = this.limits();
    for (const { place, rule, endsAtMs } of this.budgets) {
      const limit = rule.hard ? rule.nanoUsd : null;
      asked.meters.push({ kind: 'budget', place, limit, amount: this.worst.nanoUsd, endsAtMs });
      asked.measured.push('money');
    }
    return asked;
  }

  limits(): AskedMeters {
    const { limits } = this.rules;
    return {
      tenantId: this.tenantId,
      id: this.#exchange.id,
      meters: limits.map((limit) => limitMeter(limit, this.worst)),
      measured: limits.map(({ rule }) => rule.meter),
    };
  }

  /** For the record; null where no budget holds. */
  reservation(): Reservation | null {
    if (this.budgets.length === 0) return null;
    return { nanoUsd: this.worst.nanoUsd, budgets: this.budgets.map(({ charged }) => charged) };
  }

  /** Counts the input with the tokenizer. One that cannot be read stays bounded by its length. */
  async count(): Promise<void> {
    if (this.counted) return;
    const exchange = this.#exchange;
    this.counted = true;
    try {
      const tokens = await exchange.reader?.countTokens((text, length) => exchange.countText(text, length));
      if (tokens === undefined) return;
      this.#mostInputTokens = tokens;
      this.#likelyInputTokens = tokens;
      this.worst = this.#worstCase(tokens, null);
    } catch {
      // Who serves the request will say what is wrong with it.
    }
  }

  /** What it would reserve if its input were nothing: with less left there is no need to count it. */
  get leastNanoUsd(): number {
    return this.#worstCase(0, this.#mayBeCapped ? LEAST_CAPPED_TOKENS * this.#choices : null).nanoUsd;
  }

  /** Whether counting the input may make the request fit where its bound did not. Limits have an estimate already. */
  mayFit(refused: readonly number[], readings: readonly Reading[]): boolean {
    if (this.counted) return false;
    const least = this.leastNanoUsd;
    return refused.every(
      (index) => index >= this.rules.limits.length && (readings[index]?.remaining ?? 0) >= least,
    );
  }

  /**
   * Caps the output to what the budgets that refused it have left. False, and nothing has changed, where that is too
   * little, where its client has said how much it wants, or a budget's owner does not allow it.
   */
  cap(refused: readonly number[], readings: readonly Reading[]): boolean {
    if (!this.#mayBeCapped) return false;
    let left = Number.POSITIVE_INFINITY;
    for (const index of refused) {
      const budget = this.budgets[index - this.rules.limits.length];
      if (!budget?.rule.caps) return false;
      left = Math.min(left, readings[index]?.remaining ?? 0);
    }
    if (left < 0 || !Number.isFinite(left)) return false;
    let affordable = Number.POSITIVE_INFINITY;
    for (const { rates } of this.#channels) {
      if (rates) affordable = Math.min(affordable, affordableOutput(rates, this.#mostInputTokens, left));
    }
    const perChoice = Math.floor(affordable / this.#choices);
    if (perChoice < LEAST_CAPPED_TOKENS || !Number.isFinite(perChoice)) return false;
    this.outputCap = perChoice;
    this.worst = this.#worstCase(this.#mostInputTokens, perChoice * this.#choices);
    return true;
  }

  get #choices(): number {
    return this.#exchange.envelope?.choices ?? 1;
  }

  get #mayBeCapped(): boolean {
    const bound = this.#exchange.envelope?.maxOutputTokens ?? 0;
    return this.#operation === 'generate' && bound === 0;
  }

  #worstCase(mostInputTokens: number, cappedOutputTokens: number | null): WorstCase {
    return endpointMeasures[this.#operation].worstCase({
      envelope: this.#exchange.envelope ?? noEnvelope,
      mostInputTokens,
      likelyInputTokens: this.#likelyInputTokens,
      cappedOutputTokens,
      channels: this.#channels,
    });
  }
}

const noBudgets: readonly HeldBudget[] = [];
const noEnvelope = { model: '', stream: false };
