/** How an upstream's model generates. */
export interface Pace {
  tokens: number;
  /** Milliseconds from one token to the next. */
  everyMs: number;
  /** Of silence before the answer's head. */
  silenceMs: number;
}

const NEVER = 2 ** 31 - 1;

/** By the model's name. `max_tokens` of a request bounds the tokens. */
export const paces: Readonly<Record<string, Pace>> = {
  steady: { tokens: 20, everyMs: 0, silenceMs: 0 },
  /** Takes about a second and a half. */
  slow: { tokens: 60, everyMs: 25, silenceMs: 0 },
  late: { tokens: 20, everyMs: 0, silenceMs: 1_500 },
  endless: { tokens: NEVER, everyMs: 20, silenceMs: 0 },
  silent: { tokens: 0, everyMs: 0, silenceMs: NEVER },
  metered: { tokens: 100, everyMs: 0, silenceMs: 100 },
};
