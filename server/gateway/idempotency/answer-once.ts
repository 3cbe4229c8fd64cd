import { type ErrorCode, errorTable } from '../../canonical/error-table.ts';
import { Fault } from '../../canonical/fault.ts';
import type { Logger } from '../../platform/logger.ts';
import {
  type ClaimOutcome,
  type Idempotency,
  type IdempotencyClaim,
  type KeptAnswer,
  MOST_KEPT_BYTES,
} from '../../store/idempotency.ts';
import { asFault } from '../as-fault.ts';
import type { Caller } from '../authenticate.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../message.ts';
import { refuse } from '../respond/refuse.ts';
import { respondReady } from '../respond/respond-ready.ts';
import type { Settle } from '../settle.ts';
import { claimOf } from './claim-of.ts';
import { ClaimWait } from './claim-wait.ts';
import { keptHeaders } from './kept-headers.ts';
import { RecordedStream } from './recorded-stream.ts';
import { replay } from './replay.ts';
import { sharedRelease } from './shared-release.ts';

/**
 * Answers a request that carries an Idempotency-Key, unless one with the same key was: then with that answer. While
 * that one is running, waits for it.
 * @param answer answers it, and settles
 */
export type AnswerOnce = (
  exchange: Exchange,
  caller: Caller,
  idempotencyKey: string,
  answer: () => Promise<GatewayResponse>,
) => Promise<GatewayResponse>;

export interface AnswerOnceOptions {
  /** Absent where answers cannot be kept: then such requests are refused. */
  idempotency: Idempotency | undefined;
  settle: Settle;
  logger: Logger;
  /** How long a request waits for another one. */
  waitMs: number;
}

const RETRY_AFTER_MS = 1_000;

export function createAnswerOnce({ idempotency, settle, logger, waitMs }: AnswerOnceOptions): AnswerOnce {
  if (!idempotency) return () => Promise.reject(notKept());
  const wait = new ClaimWait((claim) => ask(idempotency, claim), waitMs);

  /** Keeps an answer, or lets the key go where there is none to keep. Never rejects. */
  async function end(claim: IdempotencyClaim, answer: KeptAnswer | null): Promise<void> {
    try {
      await (answer ? idempotency?.keep(claim, answer) : idempotency?.release(claim));
    } catch (error) {
      logger.warn({ requestId: claim.requestId, err: error }, 'an answer could not be kept for its key');
    } finally {
      wait.ended(claim);
    }
  }

  function recorded(exchange: Exchange, claim: IdempotencyClaim, response: GatewayResponse): GatewayResponse {
    const { body, status } = response;
    if (Buffer.isBuffer(body)) return response;
    const { holding } = exchange;
    const [ours, theirs] = sharedRelease(holding, 2);
    const headers = keptHeaders(exchange, response);
    let room = MOST_KEPT_BYTES;
    const takeRoom = (bytes: number) => {
      room -= bytes;
      return room >= 0 && holding.keep(bytes);
    };
    const stream = new RecordedStream(body, takeRoom, async (copy) => {
      // What broke off in the middle is no answer: whoever asks again is answered anew.
      await end(claim, exchange.succeeded ? { status, headers, body: copy } : null);
      ours?.release();
    });
    return { ...response, body: stream, ...(theirs && { holding: theirs }) };
  }

  return async (exchange, caller, idempotencyKey, answer) => {
    const claim = claimOf(exchange, caller.key, idempotencyKey);
    const found = await wait.claim(claim, exchange);
    if (found.outcome === 'kept') {
      return respondReady(exchange, replay(exchange, found.answer, found.requestId), settle);
    }
    // Who dropped the connection comes back for the answer, and must not be billed for it twice.
    exchange.outliveClient();
    try {
      const response = await answer();
      if (!Buffer.isBuffer(response.body)) return recorded(exchange, claim, response);
      await end(claim, keptAnswer(exchange, response, response.body));
      return response;
    } catch (error) {
      const fault = asFault(error);
      const response = await refuse(exchange, fault, settle);
      await end(claim, isFinal(exchange, fault) ? keptAnswer(exchange, response, response.body) : null);
      return response;
    }
  };
}

/** Whether a provider refused the request, and would again. What others can change (a budget, a key, a channel) is not kept. */
function isFinal({ attempts, cancellation }: Exchange, { code }: Fault): boolean {
  const { retryable, owner } = errorTable[code];
  return attempts.length > 0 && !cancellation.reason && !retryable && owner === 'client';
}

function keptAnswer(exchange: Exchange, response: GatewayResponse, body: Buffer): KeptAnswer {
  const headers = keptHeaders(exchange, response);
  return { status: response.status, headers, body: body.length <= MOST_KEPT_BYTES ? body : null };
}

/** @throws Fault idempotency_conflict, rate_limited where the tenant has no room, unavailable */
async function ask(
  idempotency: Idempotency,
  claim: IdempotencyClaim,
): Promise<Extract<ClaimOutcome, { outcome: 'claimed' | 'running' | 'kept' }>> {
  const found = await idempotency.claim(claim).catch((cause: unknown) => {
    throw notKept(cause);
  });
  if (found.outcome === 'conflict') {
    throw refusal(
      'idempotency_conflict',
      'The Idempotency-Key was used for another request. Each request takes a key of its own.',
    );
  }
  if (found.outcome === 'full') {
    throw refusal(
      'rate_limited',
      'Too many answers are kept for Idempotency-Keys of the last 24 hours. Send the request without one, or later.',
    );
  }
  return found;
}

function refusal(code: ErrorCode, message: string): Fault {
  return new Fault(code, message, { path: 'idempotency-key' });
}

function notKept(cause?: unknown): Fault {
  return new Fault('unavailable', 'Answers to requests with an Idempotency-Key cannot be kept right now.', {
    retryAfterMs: RETRY_AFTER_MS,
    cause,
  });
}
