import { LRUCache } from 'lru-cache';
import { recordedText } from './recorded-text.ts';

/** Vendors take ids of 64 to 256 characters. */
const MOST_CHARACTERS = 128;

/** Users send many requests, and searching an id for credentials takes as long as the rest of a record. */
const known = new LRUCache<string, string>({ max: 1_000 });

/** The sender's own id of its user as it may be recorded; null where the request names nobody. */
export function recordedEndUser(endUser: string | undefined): string | null {
  if (!endUser) return null;
  const found = known.get(endUser);
  if (found !== undefined) return found;
  const recorded = recordedText(endUser, MOST_CHARACTERS);
  if (endUser.length <= MOST_CHARACTERS) known.set(endUser, recorded);
  return recorded;
}
