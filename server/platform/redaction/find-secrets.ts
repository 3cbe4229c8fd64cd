import { generalShapes } from './general-shapes.ts';
import type { Shape } from './shape.ts';
import { vendorShapes } from './vendor-shapes.ts';

/** Where a secret stands: from its first character to behind its last. */
export type Range = readonly [start: number, end: number];

/**
 * Shapes by the last two characters of their prefix, so that one look at a text finds the beginnings of all of them,
 * however many there are. An entry is a place in `lists`; 0 for none.
 */
const listByPair = new Uint8Array(128 * 128);
const lists: Shape[][] = [[]];

for (const shape of [...vendorShapes, ...generalShapes]) {
  for (const pair of pairsOf(shape)) {
    if (listByPair[pair] === 0) listByPair[pair] = lists.push([]) - 1;
    lists[listByPair[pair] ?? 0]?.push(shape);
  }
}

/** Where secrets stand in a text, in order. Takes linear time. */
export function findSecrets(text: string): Range[] {
  const found: Range[] = [];
  let previous = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) {
      previous = 0;
      continue;
    }
    const list = listByPair[previous * 128 + code] ?? 0;
    previous = code;
    if (list === 0) continue;
    const range = secretAt(text, at + 1, lists[list] ?? []);
    if (range === null) continue;
    found.push(range);
    at = range[1] - 1;
    previous = 0;
  }
  return found;
}

/** The first of the shapes whose prefix ends before `end` and whose secret follows. */
function secretAt(text: string, end: number, shapes: readonly Shape[]): Range | null {
  for (const shape of shapes) {
    const { prefix, body } = shape;
    const start = end - prefix.length;
    if (start < 0 || !isPrefix(text, start, end, shape)) continue;
    if (start > 0 && shape.notAfter?.test(text.charAt(start - 1))) continue;
    if (shape.follows && !shape.follows(text, start)) continue;
    body.lastIndex = end;
    const match = body.exec(text);
    if (match === null) continue;
    const from = shape.keepsPrefix ? end + (match[1]?.length ?? 0) : start;
    const range: Range = [from, body.lastIndex];
    if (!shape.accepts || shape.accepts(text.slice(...range))) return range;
  }
  return null;
}

function isPrefix(text: string, start: number, end: number, { prefix, anyCase }: Shape): boolean {
  return anyCase ? text.slice(start, end).toLowerCase() === prefix : text.startsWith(prefix, start);
}

function pairsOf({ prefix, anyCase }: Shape): Set<number> {
  const [first = '', second = ''] = prefix.slice(-2);
  const cases = (letter: string) => (anyCase ? [letter, letter.toUpperCase()] : [letter]);
  return new Set(
    cases(first).flatMap((one) => cases(second).map((two) => one.charCodeAt(0) * 128 + two.charCodeAt(0))),
  );
}
