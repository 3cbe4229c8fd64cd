import type { RequestContent, UsageRecord } from '../ledger.ts';
import type { LedgerEntry } from './entry.ts';

/** A record as JSON has it. */
export type WrittenRecord = Omit<UsageRecord, 'createdAt' | 'costNanoUsd'> & {
  createdAt: string;
  costNanoUsd: string;
};

/** An entry as one line of JSON, without the line's end. */
export function writeEntry({ record, content }: LedgerEntry): string {
  const line: { record: WrittenRecord; content: RequestContent | null } = {
    record: writtenRecord(record),
    content,
  };
  return JSON.stringify(line);
}

/** @throws SyntaxError or RangeError for a line that {@link writeEntry} did not write */
export function readEntry(line: string): LedgerEntry {
  const { record, content }: { record: WrittenRecord; content: RequestContent | null } = JSON.parse(line);
  return { record: readRecord(record), content };
}

export function writtenRecord(record: UsageRecord): WrittenRecord {
  return {
    ...record,
    createdAt: record.createdAt.toISOString(),
    costNanoUsd: record.costNanoUsd.toString(),
  };
}

/** @throws RangeError or SyntaxError for what {@link writtenRecord} did not make */
export function readRecord(record: WrittenRecord): UsageRecord {
  const createdAt = new Date(record.createdAt);
  if (Number.isNaN(createdAt.getTime())) throw new RangeError('createdAt is no date');
  return { ...record, createdAt, costNanoUsd: BigInt(record.costNanoUsd) };
}
