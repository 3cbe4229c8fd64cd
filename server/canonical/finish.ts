/** Why the model stopped. */
export type FinishReason =
  | 'stop'
  | 'length'
  | 'tool-calls'
  | 'content-filter'
  | 'refusal'
  /** A server-side tool loop paused and wants to be continued (Anthropic pause_turn). */
  | 'pause'
  | 'error'
  | 'other';

export interface Finish {
  unified: FinishReason;
  /** The provider's own word, null when it gave none. */
  raw: string | null;
  /** Which stop sequence was met, where the provider says. */
  stopSequence?: string;
}
