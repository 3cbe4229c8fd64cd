import type { RequestContent, UsageRecord } from '../ledger.ts';

/** What is handed to the ledger in one go; the content already redacted. */
export interface LedgerEntry {
  record: UsageRecord;
  content: RequestContent | null;
}
