import type { Usage } from './usage.ts';

/** How far a streamed answer has come, as near as it can be told without reading all of it again. */
export interface AnswerProgress {
  /** The answer's name of the model; null while it has none. */
  model: string | null;
  /** What the provider has counted so far; null while it has not. */
  usage: Usage | null;
  /** Text, reasoning and tool arguments so far, in bytes of UTF-8. */
  textBytes: number;
}
