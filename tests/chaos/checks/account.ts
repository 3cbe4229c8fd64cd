import type { Answer } from '../client/client.ts';
import { shapeOf } from '../client/shape.ts';
import type { FoundRecord } from '../stage/records.ts';
import type { JournalEntry } from '../upstream/journal.ts';

/** What provider, clients and ledger know of the same requests. */
export interface Known {
  entries: readonly JournalEntry[];
  answers: readonly Answer[];
  records: readonly FoundRecord[];
}

/** Whether every request that the provider has seen has a record by now: only then can the ledger be judged. */
export function isAccountedFor({ entries, records }: Pick<Known, 'entries' | 'records'>): boolean {
  const tags = new Set(records.map(({ tag }) => tag));
  return entries.every(({ id }) => tags.has(id));
}

/**
 * Holds the ledger against the provider's journal and what clients saw. @returns what is wrong, in words: a request
 * without a record or with two, a complete answer that is not billed as one or not for what was generated.
 */
export function holdAgainstJournal({ entries, answers, records }: Known): string[] {
  const byTag = Map.groupBy(records, ({ tag }) => tag);
  const ids = new Set(entries.map(({ id }) => id));
  const missing = [...ids].filter((id) => !byTag.has(id));
  const twice = [...ids].filter((id) => (byTag.get(id)?.length ?? 0) > 1);
  const generated = new Map(entries.filter(({ finished }) => finished).map(({ id, tokens }) => [id, tokens]));
  const complete = answers.filter((answer) => shapeOf(answer).is === 'answer');
  const wronglyBilled = complete.filter(({ request }) => {
    const [record] = byTag.get(request.id) ?? [];
    if (!record) return false;
    return record.endedBy !== 'completed' || record.outputTokens !== generated.get(request.id);
  });
  const unrecorded = complete.filter(({ request }) => !byTag.has(request.id));
  return [
    missing.length > 0 && `${missing.length} of ${ids.size} requests that the provider served left no record`,
    twice.length > 0 && `${twice.length} left more than one record`,
    unrecorded.length > 0 && `${unrecorded.length} complete answers left no record`,
    wronglyBilled.length > 0 &&
      `${wronglyBilled.length} complete answers are not billed as the provider's journal has them`,
  ].filter((each) => each !== false);
}
