/** A clock on a wall of some time zone: `2026-01-31T09:30`, as `<input type="datetime-local">` has it. */
export type WallTime = string;

/** What a clock in a zone shows at a moment, to the minute. */
export function toWallTime(moment: Date, timeZone: string): WallTime {
  return new Date(moment.getTime() + offsetMs(moment, timeZone)).toISOString().slice(0, 16);
}

/**
 * The moment at which a clock in a zone shows a time; null for what is no time. Of an hour that comes twice the
 * second is taken; of one that is left out, the moment as if it had come.
 */
export function fromWallTime(wallTime: WallTime, timeZone: string): Date | null {
  const asUtc = new Date(`${wallTime}Z`);
  if (Number.isNaN(asUtc.getTime())) return null;
  // The offset is that of the moment looked for: a first guess gives one, whose own offset is the right one.
  const guess = new Date(asUtc.getTime() - offsetMs(asUtc, timeZone));
  return new Date(asUtc.getTime() - offsetMs(guess, timeZone));
}

/** How far a zone's clocks are ahead of UTC at a moment. */
function offsetMs(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}
