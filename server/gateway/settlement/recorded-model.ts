import { LRUCache } from 'lru-cache';
import { redactSecrets } from '../../platform/redact-secrets.ts';

/** Names of models come from clients and upstreams; real ones are shorter. */
const LONGEST_NAME = 256;

/**
 * The same few names come in every request, and searching one takes as long as the rest of its record. Who sends ever
 * new ones drives no name out that is in use.
 */
const known = new LRUCache<string, string>({ max: 1_000 });

/** A model's name as it may be recorded: bounded, and without a key that was sent in its place by mistake. */
export function recordedModel(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const recorded = redactSecrets(name.slice(0, LONGEST_NAME));
  if (name.length <= LONGEST_NAME) known.set(name, recorded);
  return recorded;
}
