import type { TimeBounds } from '../filters/time-range.ts';

/** The equally long range just before. */
export function before({ from, to }: TimeBounds): TimeBounds {
  const lengthMs = new Date(to).getTime() - new Date(from).getTime();
  return { from: new Date(new Date(from).getTime() - lengthMs).toISOString(), to: from };
}
