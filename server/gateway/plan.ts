import { findProvider } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import type { ServingChannel } from '../store/configuration.ts';

/** A channel's place in the order in which a request tries them. */
export interface Candidate extends ServingChannel {
  provider: Provider;
  /** Why it stands here, e.g. `priority 0, weight 3 of 4`. */
  reason: string;
}

/**
 * The order in which to try the channels of a model: by priority, and within one priority by weighted lot.
 * A channel of weight 0 comes after the others of its priority. Channels whose provider is not in the
 * registry are left out.
 * @param channels lowest priority first
 * @param random from 0 up to, not including, 1; the same number gives the same order
 */
export function plan(channels: readonly ServingChannel[], random: number): Candidate[] {
  const candidates: Candidate[] = [];
  let lot = random;
  for (let start = 0; start < channels.length; ) {
    const priority = channels[start]?.channel.priority ?? 0;
    let end = start + 1;
    while (end < channels.length && channels[end]?.channel.priority === priority) end++;
    lot = drawAll(channels.slice(start, end), lot, candidates);
    start = end;
  }
  return candidates;
}

/** Moves channels of one priority into `candidates` by weighted lot; returns what is left of the randomness. */
function drawAll(channels: ServingChannel[], random: number, candidates: Candidate[]): number {
  let lot = random;
  let total = channels.reduce((sum, { channel }) => sum + channel.weight, 0);
  while (channels.length > 0) {
    const target = lot * total;
    let below = 0;
    let index = 0;
    for (; index < channels.length - 1; index++) {
      const weight = channels[index]?.channel.weight ?? 0;
      if (target < below + weight) break;
      below += weight;
    }
    const [drawn] = channels.splice(index, 1);
    if (!drawn) break;
    const { weight, priority } = drawn.channel;
    const provider = findProvider(drawn.channel.provider);
    if (provider) {
      candidates.push({
        channel: drawn.channel,
        upstreamModel: drawn.upstreamModel,
        provider,
        reason: `priority ${priority}, weight ${weight} of ${total}`,
      });
    }
    // Where in the drawn channel's share the number fell is as random as the number was.
    if (weight > 0) lot = Math.min((target - below) / weight, 1 - Number.EPSILON);
    total -= weight;
  }
  return lot;
}
