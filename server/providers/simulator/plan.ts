import type { Behaviour } from './behaviour.ts';

/** What the simulator has to do for one request. Small, whatever the request's size, and made of plain values. */
export type SimulationPlan = Refusal | Simulation;

export interface Refusal {
  kind: 'refusal';
  status: number;
  message: string;
  code: 'model_not_found' | 'invalid_request';
}

/** An answer, told once for all its choices. */
export interface Simulation {
  kind: 'answer';
  /** The same request has the same id. */
  id: string;
  model: string;
  behaviour: Behaviour;
  stream: boolean;
  streamUsage: boolean;
  /** Answers asked for. */
  choices: number;
  /** Alternatives to each token; null where no log probabilities are wanted. */
  topLogprobs: number | null;
  /** What is thought aloud; null for nothing. */
  reasoning: string | null;
  /** Calls instead of a text. */
  calls: readonly PlannedCall[];
  text: string;
  /** Whether choices after the first say their number at the end of their text. */
  numbered: boolean;
  stop: readonly string[];
  maxTokens: number | null;
  inputTokens: number;
}

export interface PlannedCall {
  name: string;
  /** JSON text. */
  arguments: string;
}
