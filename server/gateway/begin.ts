import { Fault } from '../canonical/fault.ts';
import type { Logger } from '../platform/logger.ts';
import type { Ledger } from '../store/ledger.ts';
import type { OpenedAnswer } from './attempt.ts';
import type { AnswerStream } from './bridge/bridge.ts';
import type { Exchange } from './exchange.ts';
import { outcomeOf } from './outcome-of.ts';
import { openRequest } from './settlement/open-request.ts';
import { roughPromptTokens } from './settlement/rough-tokens.ts';

/** Puts down that an answer is about to reach its client, so that it leaves a record even if this process is killed. Never rejects. */
export type Begin = (exchange: Exchange, answer: OpenedAnswer, stream: AnswerStream) => Promise<void>;

/** Made once: an error with its stack costs more than all else here. */
const interrupted = new Fault('interrupted');

export function createBegin({ ledger, logger }: { ledger: Ledger; logger: Logger }): Begin {
  return async (exchange, { candidate, firstByteMs }, stream) => {
    try {
      const outcome = outcomeOf(exchange, {
        served: candidate,
        answer: { ...stream.progress(), finish: null, complete: false, text: () => '' },
        fault: interrupted,
        httpStatus: 200,
        endedBy: 'interrupted',
        firstByteMs,
        shown: null,
      });
      if (!outcome) return;
      const promptTokens = roughPromptTokens(exchange.bytes.length, exchange.wire?.body);
      await ledger.begin(openRequest(outcome, promptTokens, () => stream.progress()));
    } catch (error) {
      logger.error(
        { requestId: exchange.id, err: error },
        'the beginning of an answer could not be put down',
      );
    }
  };
}
