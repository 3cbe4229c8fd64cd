import type { Logger } from '../../platform/logger.ts';
import { writeCostLines } from '../prices/cost-lines-json.ts';
import type { LedgerEntry } from './entry.ts';

/** The last place where a record can be found: without its content. */
export function writeToLog(logger: Logger, entries: readonly LedgerEntry[], message: string): void {
  for (const { record } of entries) {
    const usageRecord = {
      ...record,
      costNanoUsd: record.costNanoUsd.toString(),
      costLines: record.costLines && writeCostLines(record.costLines),
    };
    logger.error({ usageRecord }, message);
  }
}
