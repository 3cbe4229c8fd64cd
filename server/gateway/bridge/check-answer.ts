import { Fault } from '../../canonical/fault.ts';
import { measureJson } from '../json-bounds.ts';

/** Far more than the longest answer with the probabilities of every token; parsed, they take some 300 MB. */
const maxValues = 3_000_000;

/**
 * Refuses an answer, or an event of one, that would fill the memory when it is parsed.
 * @throws Fault upstream_malformed
 */
export function checkAnswer(bytes: Buffer): void {
  // A value takes a byte at least.
  if (bytes.length <= maxValues || measureJson(bytes).values <= maxValues) return;
  throw new Fault('upstream_malformed', `The provider's answer holds more than ${maxValues} values.`);
}
