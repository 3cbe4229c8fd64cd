import type { RequestContent, UsageRecord } from '../ledger.ts';
import type { LedgerEntry } from './entry.ts';

type RecordLine = Omit<UsageRecord, 'createdAt' | 'costNanoUsd'> & { createdAt: string; costNanoUsd: string };

/** An entry as one line of JSON, without the line's end. */
export function writeEntry({ record, content }: LedgerEntry): string {
  const line: { record: RecordLine; content: RequestContent | null } = {
    record: {
      ...record,
      createdAt: record.createdAt.toISOString(),
      costNanoUsd: record.costNanoUsd.toString(),
    },
    content,
  };
  return JSON.stringify(line);
}

/** @throws SyntaxError or RangeError for a line that {@link writeEntry} did not write */
export function readEntry(line: string): LedgerEntry {
  const { record, content }: { record: RecordLine; content: RequestContent | null } = JSON.parse(line);
  const createdAt = new Date(record.createdAt);
  if (Number.isNaN(createdAt.getTime())) throw new RangeError('createdAt is no date');
  return {
    record: { ...record, createdAt, costNanoUsd: BigInt(record.costNanoUsd) },
    content,
  };
}
