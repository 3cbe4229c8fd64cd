/** What a request takes, or took, of limits and budgets. Safe integers. */
export interface Consumption {
  requests: number;
  inputTokens: number;
  /** Over all choices. */
  outputTokens: number;
  nanoUsd: number;
}

export const nothing: Consumption = { requests: 0, inputTokens: 0, outputTokens: 0, nanoUsd: 0 };
