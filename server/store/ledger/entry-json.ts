import type { RequestContent, UsageRecord } from '../ledger.ts';
import { readCostLines, writeCostLines } from '../prices/cost-lines-json.ts';
import type { LedgerEntry } from './entry.ts';
import { unknownDetails } from './unknown-details.ts';

type RecordLine = Omit<UsageRecord, 'createdAt' | 'costNanoUsd' | 'costLines'> & {
  createdAt: string;
  costNanoUsd: string;
  /** JSON in a text; absent in lines of earlier versions. */
  costLines?: string | null;
};

/** An entry as one line of JSON, without the line's end. */
export function writeEntry({ record, content }: LedgerEntry): string {
  const line: { record: RecordLine; content: RequestContent | null } = {
    record: {
      ...record,
      createdAt: record.createdAt.toISOString(),
      costNanoUsd: record.costNanoUsd.toString(),
      costLines: record.costLines && writeCostLines(record.costLines),
    },
    content,
  };
  return JSON.stringify(line);
}

/** @throws SyntaxError or RangeError for a line that {@link writeEntry} did not write, in this version or an earlier one */
export function readEntry(line: string): LedgerEntry {
  const { record, content }: { record: RecordLine; content: RequestContent | null } = JSON.parse(line);
  const createdAt = new Date(record.createdAt);
  if (Number.isNaN(createdAt.getTime())) throw new RangeError('createdAt is no date');
  return {
    record: {
      ...unknownDetails,
      ...record,
      createdAt,
      costNanoUsd: BigInt(record.costNanoUsd),
      costLines: record.costLines ? readCostLines(JSON.parse(record.costLines)) : null,
    },
    content,
  };
}
