import { DAY, HOUR, keptDays, MINUTE, QUARTER } from '../../store/usage/levels.ts';

const DAY_MS = 86_400_000;
/** What is read shall not go meanwhile. */
const MARGIN_MS = 3_600_000;

/** As {@link widenRange} gives it. */
export interface WholeRange {
  from: Date;
  to: Date;
}

/** A part of a range, read from totals of periods of one length. */
export interface Segment {
  /** Of a period, in seconds. */
  level: number;
  from: Date;
  to: Date;
}

/** The range widened to whole minutes, and where those are not kept any more, to hours. */
export function widenRange(from: Date, to: Date, now = new Date()): WholeRange {
  const fromMs = 1000 * (isKept(MINUTE, from, now) ? MINUTE : HOUR);
  const toMs = 1000 * (isKept(MINUTE, to, now) ? MINUTE : HOUR);
  return {
    from: new Date(Math.floor(from.getTime() / fromMs) * fromMs),
    to: new Date(Math.ceil(to.getTime() / toMs) * toMs),
  };
}

/** The range widened to whole hours. */
export function widenToHours(from: Date, to: Date): WholeRange {
  const hourMs = HOUR * 1000;
  return {
    from: new Date(Math.floor(from.getTime() / hourMs) * hourMs),
    to: new Date(Math.ceil(to.getTime() / hourMs) * hourMs),
  };
}

/** Whether there are totals of such short periods of a time. */
export function isKept(level: keyof typeof keptDays, time: Date, now = new Date()): boolean {
  return now.getTime() - time.getTime() < keptDays[level] * DAY_MS - MARGIN_MS;
}

/**
 * The fewest periods that make up a range: days inside, and what is shorter towards its ends.
 * @param longest no period is longer, in seconds
 * @param hasQuarters whether it is read by dimensions that quarters are kept by
 */
export function coverRange(range: WholeRange, longest: number, hasQuarters: boolean): Segment[] {
  const lengths = [MINUTE, ...(hasQuarters && isKept(QUARTER, range.from) ? [QUARTER] : []), HOUR, DAY];
  const most = Math.max(longest, hasQuarters ? QUARTER : HOUR);
  return cover(
    range.from.getTime(),
    range.to.getTime(),
    longest === MINUTE ? [MINUTE] : lengths.filter((length) => length <= most),
  );
}

/** The fewest hours and, where they may be as long, days that make up a range of whole hours. */
export function coverHours({ from, to }: WholeRange, longest: typeof HOUR | typeof DAY): Segment[] {
  return cover(from.getTime(), to.getTime(), longest === DAY ? [HOUR, DAY] : [HOUR]);
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
