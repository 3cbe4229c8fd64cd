import { DAY, levels } from '../../store/usage/levels.ts';

const DAY_MS = 86_400_000;
/** What is read shall not go meanwhile. */
const MARGIN_MS = 3_600_000;

/** A part of a range, read from totals of periods of one length. */
export interface Segment {
  /** Of a period, in seconds. */
  level: number;
  from: Date;
  to: Date;
}

/** The range widened to whole periods of the shortest length there is at either end. */
export function widenRange(from: Date, to: Date, now = new Date()): { from: Date; to: Date } {
  const fromMs = 1000 * shortestLevelAt(from, now);
  const toMs = 1000 * shortestLevelAt(to, now);
  return {
    from: new Date(Math.floor(from.getTime() / fromMs) * fromMs),
    to: new Date(Math.ceil(to.getTime() / toMs) * toMs),
  };
}

/** Seconds of the shortest periods that are kept of a time. */
export function shortestLevelAt(time: Date, now = new Date()): number {
  const ageMs = now.getTime() - time.getTime();
  const kept = levels.find(({ keptDays }) => keptDays === null || ageMs < keptDays * DAY_MS - MARGIN_MS);
  return kept?.seconds ?? DAY;
}

/**
 * The fewest periods that make up a range: days inside, and what is shorter towards its ends.
 * @param range as {@link widenRange} gives it
 * @param longest no period is longer, in seconds
 */
export function coverRange(range: { from: Date; to: Date }, longest: number): Segment[] {
  const lengths = levels.map(({ seconds }) => seconds).filter((seconds) => seconds <= longest);
  return cover(range.from.getTime(), range.to.getTime(), lengths);
}

function cover(from: number, to: number, lengths: readonly number[]): Segment[] {
  const level = lengths.at(-1);
  if (level === undefined || from >= to) return [];
  const lengthMs = level * 1000;
  const start = Math.ceil(from / lengthMs) * lengthMs;
  const end = Math.floor(to / lengthMs) * lengthMs;
  const shorter = lengths.slice(0, -1);
  if (start >= end) return cover(from, to, shorter);
  return [
    ...cover(from, start, shorter),
    { level, from: new Date(start), to: new Date(end) },
    ...cover(end, to, shorter),
  ];
}
