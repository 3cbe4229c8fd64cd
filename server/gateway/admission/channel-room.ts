import { AdmissionAway } from '../../store/admission.ts';
import { Abandoned } from '../abandoned.ts';
import type { Exchange } from '../exchange.ts';
import type { Candidate } from '../plan.ts';
import type { RefusedAnswer } from './answers.ts';
import type { HeldLimit } from './held-rules.ts';
import { holderOf } from './holder.ts';
import { limitFault } from './limit-fault.ts';
import { type AskedMeters, limitMeter } from './meters.ts';
import type { Counters } from './take-step-by-step.ts';
import { settleTaken, type Taken } from './taken.ts';

/** Limits of channels, for each try at one. */
export interface ChannelRoom {
  /** Takes what the try needs. Rejects (or throws) with `rate_limited`; then nothing was taken. */
  enter(exchange: Exchange, candidate: Candidate): void | Promise<void>;
  /** The try came to nothing. One that has an answer is settled with its request. */
  leave(exchange: Exchange): void;
}

/** Makes a try at a channel where its limits have room for it. Rejects as `run` does, and with `rate_limited`. */
export async function inChannelRoom<Result>(
  channels: ChannelRoom,
  exchange: Exchange,
  candidate: Candidate,
  run: () => Promise<Result>,
): Promise<Result> {
  const entering = channels.enter(exchange, candidate);
  if (entering) await entering;
  try {
    return await run();
  } catch (error) {
    // Of an abandoned request there is something to account for.
    if (!(error instanceof Abandoned)) channels.leave(exchange);
    throw error;
  }
}

/** A request was made, and no tokens came of it. */
const failedTry = { requests: 1, inputTokens: 0, outputTokens: 0, nanoUsd: 0 };

export function createChannelRoom({ admission, alone }: Pick<Counters, 'admission' | 'alone'>): ChannelRoom {
  return {
    enter(exchange, candidate) {
      const { admitted, caller } = exchange;
      const limits = admitted?.rules.channelLimits?.get(candidate.channel.id);
      if (!admitted || !caller || !limits) return;
      const asked: AskedMeters = {
        tenantId: caller.tenant.id,
        // Each try asks anew.
        id: `${exchange.id}:${exchange.attempts.length}`,
        meters: limits.map((limit) => limitMeter(limit, admitted.worst)),
        measured: limits.map(({ rule }) => rule.meter),
      };
      const answer = admission.take(asked);
      const use = (taken: Taken, given: Awaited<typeof answer>) => {
        if (given.outcome === 'refused') throw refusal(exchange, candidate, limits, asked, given);
        admitted.ofChannel = taken;
      };
      if (!(answer instanceof Promise)) return use({ admission, asked }, answer);
      return answer.then(
        (given) => use({ admission, asked }, given),
        async (error: unknown) => {
          if (!(error instanceof AdmissionAway)) throw error;
          use({ admission: alone, asked }, await alone.take(asked));
        },
      );
    },

    leave({ admitted }) {
      if (!admitted?.ofChannel) return;
      void settleTaken(admitted.ofChannel, failedTry);
      admitted.ofChannel = null;
    },
  };
}

function refusal(
  { caller }: Exchange,
  { channel }: Candidate,
  limits: readonly HeldLimit[],
  { meters }: AskedMeters,
  { refused, readings, retryAfterMs }: RefusedAnswer,
) {
  const [index = 0] = refused;
  const limit = limits[index];
  const meter = meters[index];
  if (!limit || !meter || !caller) throw new Error('a store refused a meter that it was not asked for');
  return limitFault(
    limit.rule,
    holderOf(limit.rule.scope, caller, channel.name),
    meter,
    readings[index],
    retryAfterMs,
  );
}
