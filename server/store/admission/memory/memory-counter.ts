import type { Meter, Reading } from '../../admission.ts';

/** One counter in this process. A meter that is handed in is of the counter's own kind and period. */
export interface MemoryCounter<M extends Meter = Meter> {
  /** Whether it counts for this meter, or for what the rule was before it changed. */
  fits(meter: Meter): boolean;
  hasRoom(meter: M, nowMs: number): boolean;
  /** Returns what {@link settle} has to know of this moment. */
  take(meter: M, nowMs: number): number;
  settle(meter: M, actual: number, mark: number, nowMs: number): void;
  read(meter: M, nowMs: number): Reading;
  /** Until there is room for the meter; null: never. */
  retryMs(meter: M, nowMs: number): number | null;
  /** Nothing is lost with it. */
  isUntouched(nowMs: number): boolean;
}
