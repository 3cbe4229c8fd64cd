import { measureJson } from '../json-bounds.ts';

/**
 * What is read in the event loop's own thread. Measured on 2 cores of 2026: reading and translating the worst body
 * within both bounds takes some 20 ms, an ordinary one of that length 2 ms; handing one over to another thread 0.1 ms,
 * and all that comes of it (a copy, a cold parser, two switches of threads on one core) several.
 */
export const mostBytesHere = 512 * 1024;
const mostValues = 20_000;

/** Whether reading this JSON text would keep others waiting. */
export function isHeavy(bytes: Buffer): boolean {
  // A value takes a byte at least.
  if (bytes.length <= mostValues) return false;
  return bytes.length > mostBytesHere || measureJson(bytes).values > mostValues;
}
