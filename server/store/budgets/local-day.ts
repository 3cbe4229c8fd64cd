/** Days of a time zone's calendar, counted from 1970-01-01. */

const DAY_MS = 86_400_000;
/** Making one costs some 50 µs and as many kilobytes. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 100;

/** @param month 0 to 11; beyond, of the years beside it */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / DAY_MS;
}

/** The day that calendars in a zone show at a moment. */
export function dayAt(timeZone: string, atMs: number): number {
  return Math.floor((atMs + offsetMs(timeZone, atMs)) / DAY_MS);
}

/**
 * The first moment of a day in a zone, in milliseconds since 1970: midnight, the earlier one of two, or where clocks
 * are put forward over midnight the moment they are.
 */
export function startOfDay(timeZone: string, day: number): number {
  const midnight = day * DAY_MS;
  const before = midnight - offsetMs(timeZone, midnight - DAY_MS);
  const after = midnight - offsetMs(timeZone, midnight + DAY_MS);
  const midnights = [Math.min(before, after), Math.max(before, after)].filter(
    (moment) => moment + offsetMs(timeZone, moment) === midnight,
  );
  return midnights[0] ?? firstMomentShowing(timeZone, day, Math.min(before, after), Math.max(before, after));
}

/** Looked for between a moment of an earlier day and one of this day or a later one. */
function firstMomentShowing(timeZone: string, day: number, fromMs: number, toMs: number): number {
  let earlierMs = fromMs - 1;
  let laterMs = toMs;
  while (laterMs - earlierMs > 1) {
    const middleMs = Math.floor((earlierMs + laterMs) / 2);
    if (dayAt(timeZone, middleMs) >= day) laterMs = middleMs;
    else earlierMs = middleMs;
  }
  return laterMs;
}

/** How far a zone's clocks are ahead of UTC at a moment, to the second. */
function offsetMs(timeZone: string, atMs: number): number {
  const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(timeZone).formatToParts(atMs)) {
    if (type in shown) shown[type as keyof typeof shown] = Number(value);
  }
  const { year, month, day, hour, minute, second } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
}

/** @throws RangeError for a zone that is not in the IANA database */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(timeZone, format);
  }
  return format;
}
