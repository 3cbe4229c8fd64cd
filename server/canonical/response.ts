import type { Finish } from './finish.ts';
import type { Extensions, Part } from './part.ts';
import type { Usage } from './usage.ts';

/** A whole answer in nobody's wire format. */
export interface CanonicalResponse {
  /** The provider's id of it. */
  id: string;
  /** The provider's name of the model. */
  model: string;
  /** Seconds since 1970, where the provider says. */
  createdAtSeconds?: number;
  choices: Choice[];
  /** Null when the provider sent none. */
  usage: Usage | null;
  serviceTier?: string;
  extensions?: Extensions;
}

export interface Choice {
  index: number;
  parts: Part[];
  finish: Finish;
  logprobs?: TokenLogprob[];
  extensions?: Extensions;
}

export interface TokenLogprob {
  token: string;
  logprob: number;
  /** UTF-8 of the token. */
  bytes?: number[] | null;
  /** Provider's token id, where it says. */
  tokenId?: number;
  top: { token: string; logprob: number; bytes?: number[] | null; tokenId?: number }[];
}
