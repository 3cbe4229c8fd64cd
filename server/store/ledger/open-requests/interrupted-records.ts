import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorTable } from '../../../canonical/error-table.ts';
import type { UsageRecord } from '../../ledger.ts';
import { priceAnswer } from '../../prices/price-answer.ts';
import { type BegunLine, type OpenRequestLine, readLine } from './open-request-line.ts';

/** Lines read in one turn of the event loop; some ten microseconds each. */
const LINES_PER_TURN = 500;

interface Open extends BegunLine {
  /** Since the request came, when it last said how far it was. */
  latencyMs: number;
}

/** The records of the requests that a file says were begun and are not over, with what each had used when it last said. */
export async function interruptedRecords(text: string): Promise<UsageRecord[]> {
  const open = new Map<string, Open>();
  const patterns = new Map<number, BegunLine>();
  let read = 0;
  for (const written of text.split('\n')) {
    if (++read % LINES_PER_TURN === 0) await nextTurn();
    const line = written === '' ? null : readLine(written);
    if (line?.type === 'begun') {
      open.set(line.record.id, { ...line, latencyMs: line.record.latencyFirstByteMs ?? 0 });
    } else if (line?.type === 'pattern') {
      patterns.set(line.number, line.begun);
    } else if (line?.type === 'like') {
      const pattern = patterns.get(line.number);
      if (pattern) open.set(line.id, { ...likeOf(pattern, line), latencyMs: 0 });
    } else if (line?.type === 'over') {
      open.delete(line.id);
    } else if (line?.type === 'progress') {
      const begun = open.get(line.id);
      if (begun) Object.assign(begun, { tokens: line.tokens, latencyMs: line.latencyMs });
    }
  }
  return [...open.values()].map(toRecord);
}

function likeOf(
  { record, price, tokens }: BegunLine,
  { id, createdAt, endUser, reservation, inputTokens }: Extract<OpenRequestLine, { type: 'like' }>,
): BegunLine {
  return {
    type: 'begun',
    record: { ...record, id, createdAt, endUser, reservation },
    price: { ...price, at: createdAt },
    tokens: { ...tokens, inputTokens },
  };
}

function toRecord({ record, price, tokens, latencyMs }: Open): UsageRecord {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } = tokens;
  return {
    ...record,
    ...{ inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens },
    rawUsage: null,
    usageEstimated: true,
    ...priceAnswer(price, tokens),
    latencyMs,
    // A stream's head, which says so, had left; of everything else the client saw nothing.
    httpStatus: record.stream && record.latencyFirstByteMs !== null ? 200 : errorTable.interrupted.status,
    errorCode: 'interrupted',
    errorMessage: errorTable.interrupted.message,
    finishReason: null,
    endedBy: 'interrupted',
    replayOf: null,
  };
}
