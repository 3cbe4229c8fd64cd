import type { Logger } from '../platform/logger.ts';
import type { Ledger, OpenRequest } from '../store/ledger.ts';
import type { OpenedAnswer } from './attempt.ts';
import type { AnswerStream } from './bridge/bridge.ts';
import type { Exchange } from './exchange.ts';
import { mostTokens } from './settlement/most-tokens.ts';
import { openRequest } from './settlement/open-request.ts';
import { priceBasis } from './settlement/price-basis.ts';
import { recordedEndUser } from './settlement/recorded-end-user.ts';
import { recordedModel } from './settlement/recorded-model.ts';
import { triedChannels } from './settlement/tried-channels.ts';

/** Tells how far an answer is. */
type Reporting = Pick<AnswerStream, 'progress'>;

/** Puts down that an answer is about to reach its client, so that it leaves a record even if this process is killed. Never rejects. */
export type Begin = (exchange: Exchange, answer: OpenedAnswer, stream: Reporting) => Promise<void>;

export function createBegin({ ledger, logger }: { ledger: Ledger; logger: Logger }): Begin {
  return async (exchange, answer, stream) => {
    try {
      const open = openRequestOf(exchange, answer, stream);
      if (open) await ledger.begin(open);
    } catch (error) {
      logger.error(
        { requestId: exchange.id, err: error },
        'the beginning of an answer could not be put down',
      );
    }
  };
}

function openRequestOf(
  exchange: Exchange,
  { candidate, firstByteMs }: OpenedAnswer,
  stream: Reporting,
): OpenRequest | null {
  const { caller, route, envelope } = exchange;
  if (!caller || !route || !('endpoint' in route)) return null;
  const createdAt = new Date(exchange.receivedAtMs);
  const modelUsed = recordedModel(stream.progress().model ?? candidate.upstreamModel);
  return openRequest({
    record: {
      id: exchange.id,
      createdAt,
      tenantId: caller.key.tenantId,
      teamId: caller.key.teamId,
      apiKeyId: caller.key.id,
      dialect: exchange.dialect.name,
      endpoint: route.endpoint,
      stream: true,
      modelRequested: recordedModel(envelope?.model ?? ''),
      modelUsed,
      channelId: candidate.channel.id,
      provider: candidate.provider.id,
      attempts: exchange.attempts,
      latencyFirstByteMs: Math.round(firstByteMs),
      losses: exchange.losses.names,
      triedChannelIds: triedChannels(exchange.attempts, candidate.channel.id),
      endUser: recordedEndUser(envelope?.endUser),
      tags: exchange.tags,
      reservation: exchange.admitted?.reservation ?? null,
    },
    price: priceBasis(candidate, caller.tenant, modelUsed, createdAt),
    promptTokens: exchange.reader?.roughTokens() ?? 0,
    mostTokens: mostTokens(candidate),
    progress: () => stream.progress(),
  });
}
