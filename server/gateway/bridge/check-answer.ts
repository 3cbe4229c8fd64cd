import { type BoundName, bounds, overBound } from '../../canonical/bounds.ts';
import { measureJson } from '../json-bounds.ts';

/** Bytes that can be neither nested too deeply for any reader nor hold too many values: nearly every event of a stream. */
const harmlessBytes = 4096;

/**
 * Refuses an answer, or an event of one, that would fill the memory when it is parsed, or the stack when it is read.
 * @throws Fault upstream_malformed
 */
export function checkAnswer(bytes: Buffer): void {
  if (bytes.length <= harmlessBytes) return;
  const { depth, values } = measureJson(bytes);
  const exceeded: BoundName | null =
    depth > bounds.nesting.most ? 'nesting' : values > bounds.answerValues.most ? 'answerValues' : null;
  if (exceeded !== null) throw overBound('upstream_malformed', exceeded);
}
