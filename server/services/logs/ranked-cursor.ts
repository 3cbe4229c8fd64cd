import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import type { Position } from '../cursor.ts';
import type { LogWindow } from './log-window.ts';

/** A place in a list ordered by a figure, and the window that was ordered: all pages are of one order. */
export interface RankedPosition extends Position {
  /** The figure, a whole number as text: it may be larger than a JSON number is exact. */
  rank: string;
  window: LogWindow;
}

const milliseconds = z.int().min(0).max(7_258_118_400_000);
const written = z.tuple([
  z.string().regex(/^-?\d{1,18}$/),
  milliseconds,
  z.uuid(),
  milliseconds.nullable(),
  milliseconds,
]);

/** Opaque text for a position, to be sent back as `cursor`. */
export function writeRankedCursor({ rank, createdAt, id, window }: RankedPosition): string {
  const values = [rank, createdAt.getTime(), id, window.since?.getTime() ?? null, window.until.getTime()];
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @throws Fault invalid_request for text that no `writeRankedCursor` wrote */
export function readRankedCursor(cursor: string): RankedPosition {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const [rank, time, id, since, until] = written.parse(JSON.parse(text));
    const window = { since: since === null ? null : new Date(since), until: new Date(until) };
    return { rank, createdAt: new Date(time), id, window };
  } catch (cause) {
    throw new Fault(
      'invalid_request',
      'cursor: expected the nextCursor of an earlier page of the same order',
      {
        path: 'cursor',
        cause,
      },
    );
  }
}
