import { isUtf8 } from 'node:buffer';
import { bounds } from '../../canonical/bounds.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonValue } from '../../canonical/json.ts';
import { type JsonMeasure, measureJson } from '../json-bounds.ts';
import { plainNames } from './plain-names.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** So that no recursive reader can run out of stack. */
const maxDepth = bounds.nesting.most;
/** So that no body takes many times its size in memory. */
const maxValues = bounds.requestValues.most;

/**
 * Parses a request body. Throws a client {@link Fault} when it is empty, not UTF-8, not JSON, nested deeper
 * than 128 or made of more than a million values; these bounds are checked before anything is built. Also throws
 * where a member stands twice that readers might read differently.
 * @param admit is told before anything is built of how many values the body is made, at most, and may throw
 */
export function parseJson(bytes: Buffer, admit?: (values: number) => void): JsonValue {
  if (bytes.length === 0) throw new Fault('invalid_json', 'The body is empty; expected a JSON object.');
  if (!isUtf8(bytes)) throw new Fault('invalid_json', 'The body is not valid UTF-8.');
  const measure = measureJson(bytes);
  checkBounds(measure);
  admit?.(measure.values);
  const body = parse(measure.escapedNames ? plainNames(bytes) : bytes.toString('utf8'));
  refuseDuplicates(bytes, body, measure);
  return body;
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw new Fault('invalid_json', `The body is not valid JSON${where(detail)}.`);
  }
}

function checkBounds({ depth, values }: JsonMeasure): void {
  if (depth > maxDepth) {
    throw new Fault('invalid_request', `The body is nested deeper than ${maxDepth} levels.`);
  }
  if (values > maxValues) {
    throw new Fault('invalid_request', `The body holds more than ${maxValues} values.`);
  }
}

/** V8 says where parsing failed but also quotes the body; only the place is passed on. */
function where(message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return `: it goes wrong at character ${position}`;
  return message.includes('end of JSON input') ? ': it ends too early' : '';
}
