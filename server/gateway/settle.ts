import type { Fault } from '../canonical/fault.ts';
import { MethodNotAllowed } from '../canonical/method-not-allowed.ts';
import type { Logger } from '../platform/logger.ts';
import { MOST_LOOKED_AT_BYTES } from '../store/ledger/keep-text.ts';
import type { Ledger, RequestContent, RequestEnding, UsageRecord } from '../store/ledger.ts';
import type { AdmissionGate } from './admission/gate.ts';
import type { Exchange } from './exchange.ts';
import type { Candidate } from './plan.ts';
import { buildUsageRecord } from './settlement/build-usage-record.ts';
import { recordedModel } from './settlement/recorded-model.ts';
import type { AnswerReading } from './settlement/request-outcome.ts';

/** Stands in the ledger where there is no such endpoint. */
const UNKNOWN_ENDPOINT = 'unknown';

/** How a request ended. */
export interface Settlement {
  /** The channel that answered, or was at work when the client left; null when none was. */
  served: Candidate | null;
  /** Null without a channel that served, and where nothing was to be generated. */
  answer: AnswerReading | null;
  /** What the client was told, or what ended the answer; null on success. */
  fault: Fault | null;
  httpStatus: number;
  endedBy: RequestEnding;
  /** From the request's coming to the answer's first byte; null when there was none. */
  firstByteMs: number | null;
  /** What the client was shown, for tenants who store content; null when it is not to be kept. */
  shown: Buffer | null;
}

/** Accounts for a request. Resolves when that is durable; the second time for one request it does nothing. Never rejects. */
export type Settle = (exchange: Exchange, settlement: Settlement) => Promise<void>;

export interface SettleOptions {
  ledger: Ledger;
  gate: Pick<AdmissionGate, 'settle'>;
  logger: Logger;
  /** Called once per request, after it is accounted for. */
  onSettled(exchange: Exchange): void;
}

export function createSettle({ ledger, gate, logger, onSettled }: SettleOptions): Settle {
  // Masking by field name costs more than all else a request does, and none of the fields below is a secret;
  // the finished line is still searched for credentials by their shape.
  const requests = logger.child({}, { redact: [] });
  return async (exchange, settlement) => {
    if (exchange.settled) return;
    exchange.settled = true;
    exchange.end();
    let record: UsageRecord | null = null;
    try {
      const made = recordOf(exchange, settlement);
      record = made instanceof Promise ? await made : made;
      if (record) await ledger.record(record, contentOf(exchange, settlement));
      log(exchange, settlement, requests);
    } catch (error) {
      logger.error({ requestId: exchange.id, err: error }, 'request could not be settled');
    } finally {
      // Behind the record: a budget that is read from the ledger in between would miss the request for good.
      gate.settle(exchange, record);
      exchange.reader?.release();
      onSettled(exchange);
    }
  };
}

/** Null where there is to be none: whoever did not authenticate has no account to write to, and looking at the list of models costs nothing. */
function recordOf(exchange: Exchange, settlement: Settlement): UsageRecord | Promise<UsageRecord> | null {
  const { caller, route, envelope } = exchange;
  if (!caller || route?.operation === 'list-models' || route?.operation === 'get-model') return null;
  const countText = (text: string, length?: number) => exchange.countText(text, length);
  return buildUsageRecord({
    requestId: exchange.id,
    receivedAt: new Date(exchange.receivedAtMs),
    key: caller.key,
    tenant: caller.tenant,
    dialect: exchange.dialect.name,
    endpoint: route?.endpoint ?? endpointOf(settlement.fault),
    envelope,
    attempts: exchange.attempts,
    served: settlement.served,
    answer: settlement.answer,
    countPrompt: async () => exchange.reader?.countTokens(countText) ?? 0,
    countText,
    fault: settlement.fault,
    httpStatus: settlement.httpStatus,
    endedBy: settlement.endedBy,
    latencyFirstByteMs: settlement.firstByteMs === null ? null : Math.round(settlement.firstByteMs),
    latencyMs: Math.round(exchange.elapsedMs()),
    losses: exchange.losses.names,
    tags: exchange.tags,
    reservation: exchange.admitted?.reservation ?? null,
  });
}

function contentOf({ caller, bytes }: Exchange, { shown }: Settlement): RequestContent | undefined {
  return caller?.tenant.storeContent && shown
    ? { request: textOf(bytes), response: textOf(shown) }
    : undefined;
}

/** Of a request without a route. Paths that are none are the client's to make up: the record's message names them. */
function endpointOf(fault: Fault | null): string {
  return (fault instanceof MethodNotAllowed ? fault.endpoint : null) ?? UNKNOWN_ENDPOINT;
}

/** No more than the ledger looks at. */
function textOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, Math.min(bytes.length, MOST_LOOKED_AT_BYTES));
}

function log(exchange: Exchange, settlement: Settlement, logger: Logger): void {
  const { fault, served, httpStatus, endedBy } = settlement;
  const level = levelOf(fault, httpStatus);
  if (!logger.isLevelEnabled(level)) return;
  logger[level](
    {
      requestId: exchange.id,
      tenantId: exchange.caller?.tenant.id,
      apiKeyId: exchange.caller?.key.id,
      method: exchange.request.method,
      endpoint: exchange.route?.endpoint,
      model: exchange.envelope ? recordedModel(exchange.envelope.model) : undefined,
      stream: exchange.envelope?.stream,
      status: httpStatus,
      endedBy,
      channel: served?.channel.name,
      provider: served?.provider.id,
      attempts: exchange.attempts.length,
      latencyMs: Math.round(exchange.elapsedMs()),
      ...(fault && { code: fault.code, error: fault.message, upstream: fault.upstream, err: fault.cause }),
    },
    'request',
  );
}

function levelOf(fault: Fault | null, httpStatus: number): 'info' | 'warn' | 'error' {
  if (fault?.code === 'internal') return 'error';
  return fault && httpStatus >= 500 ? 'warn' : 'info';
}
