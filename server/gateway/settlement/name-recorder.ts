import { LRUCache } from 'lru-cache';
import { recordedText } from './recorded-text.ts';

/** How many are remembered. Who sends ever new ones drives no name out that is in use. */
const MOST_NAMES = 1_000;

/**
 * Makes a function as {@link recordedText} for names, of which the same few come in every request: searching one for
 * credentials takes as long as the rest of a record.
 * @param most characters that are kept
 */
export function nameRecorder(most: number): (name: string) => string {
  const known = new LRUCache<string, string>({ max: MOST_NAMES });
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const recorded = recordedText(name, most);
    if (name.length <= most) known.set(name, recorded);
    return recorded;
  };
}
