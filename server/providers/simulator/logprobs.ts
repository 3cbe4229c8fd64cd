import type { TokenLogprob } from '../../canonical/response.ts';

/** Probabilities of a token and of its alternatives: plausible, and the same every time. */
export function logprobOf(token: string, topCount: number): TokenLogprob {
  const logprob = -((token.length % 5) + 1) / 100;
  const top = Array.from({ length: topCount }, (_, rank) => {
    const alternative = rank === 0 ? token : `${token}${rank}`;
    return { token: alternative, logprob: logprob - rank, bytes: [...Buffer.from(alternative)] };
  });
  return { token, logprob, bytes: [...Buffer.from(token)], top };
}
