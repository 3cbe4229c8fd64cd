import type { Logger } from '../platform/logger.ts';
import type { Ledger, OpenRequest } from '../store/ledger.ts';
import type { OpenedAnswer } from './attempt.ts';
import type { AnswerStream } from './bridge/bridge.ts';
import type { Exchange } from './exchange.ts';
import type { Candidate } from './plan.ts';
import { mostTokens } from './settlement/most-tokens.ts';
import { openRequest } from './settlement/open-request.ts';
import { priceBasis } from './settlement/price-basis.ts';
import { recordedEndUser } from './settlement/recorded-end-user.ts';
import { recordedModel } from './settlement/recorded-model.ts';
import { triedChannels } from './settlement/tried-channels.ts';

/** An answer on its way to the client, which tells how far it is. */
export interface BegunAnswer extends Pick<OpenedAnswer, 'firstByteMs'>, Pick<AnswerStream, 'progress'> {}

/**
 * Puts down that a candidate is about to be asked, or that its answer has begun, so that the request leaves a record
 * even if this process is killed. Resolves when that is so, or cannot be had. Never rejects.
 */
export type Begin = (exchange: Exchange, candidate: Candidate, answer?: BegunAnswer) => Promise<void>;

export function createBegin({ ledger, logger }: { ledger: Ledger; logger: Logger }): Begin {
  return async (exchange, candidate, answer) => {
    try {
      const open = openRequestOf(exchange, candidate, answer);
      if (open) await ledger.begin(open);
    } catch (error) {
      logger.error(
        { requestId: exchange.id, err: error },
        'the beginning of a request could not be put down',
      );
    }
  };
}

function openRequestOf(
  exchange: Exchange,
  candidate: Candidate,
  answer: BegunAnswer | undefined,
): OpenRequest | null {
  const { caller, route, envelope } = exchange;
  if (!caller || !route || !('endpoint' in route)) return null;
  const createdAt = new Date(exchange.receivedAtMs);
  const modelUsed = recordedModel(answer?.progress().model ?? candidate.upstreamModel);
  // To count tokens costs nothing.
  const generates = route.operation === 'generate';
  return openRequest({
    record: {
      id: exchange.id,
      createdAt,
      tenantId: caller.key.tenantId,
      teamId: caller.key.teamId,
      apiKeyId: caller.key.id,
      dialect: exchange.dialect.name,
      endpoint: route.endpoint,
      stream: envelope?.stream ?? false,
      modelRequested: recordedModel(envelope?.model ?? ''),
      modelUsed,
      channelId: candidate.channel.id,
      provider: candidate.provider.id,
      attempts: exchange.attempts,
      latencyFirstByteMs: answer ? Math.round(answer.firstByteMs) : null,
      losses: exchange.losses.names,
      triedChannelIds: triedChannels(exchange.attempts, candidate.channel.id),
      endUser: recordedEndUser(envelope?.endUser),
      tags: exchange.tags,
      reservation: exchange.admitted?.reservation ?? null,
    },
    price: priceBasis(candidate, caller.tenant, modelUsed, createdAt),
    promptTokens: generates ? (exchange.reader?.roughTokens() ?? 0) : 0,
    mostTokens: mostTokens(candidate),
    progress: () => answer?.progress() ?? nothingYet,
  });
}

const nothingYet: ReturnType<AnswerStream['progress']> = { model: null, usage: null, textBytes: 0 };
