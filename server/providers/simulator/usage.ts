import type { Usage } from '../../canonical/usage.ts';
import type { ComposedChoice } from './compose-choice.ts';
import type { Simulation } from './plan.ts';

/** Adds up what the choices of an answer come to, one after the other. */
export class UsageCount {
  #outputTokens = 0;
  #reasoningTokens = 0;

  add({ outputTokens, reasoningTokens }: ComposedChoice): void {
    this.#outputTokens += outputTokens;
    this.#reasoningTokens += reasoningTokens;
  }

  /** Null where the simulated model does not count. */
  total({ behaviour, inputTokens }: Simulation): Usage | null {
    if (!behaviour.usage) return null;
    return {
      inputTokens,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: this.#outputTokens,
      reasoningTokens: this.#reasoningTokens,
      raw: null,
    };
  }
}
