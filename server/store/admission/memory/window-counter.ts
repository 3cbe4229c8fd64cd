import type { Meter, Reading } from '../../admission.ts';
import { usedOfWindow, type WindowState, windowReading, windowRetryMs } from '../arithmetic/window.ts';
import type { MemoryCounter } from './memory-counter.ts';

type WindowMeter = Meter & { kind: 'window' };

export class WindowCounter implements MemoryCounter<WindowMeter> {
  readonly #periodMs: number;
  readonly #state: WindowState = { index: 0, current: 0, previous: 0 };

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  fits(meter: Meter): boolean {
    return meter.kind === 'window' && meter.periodMs === this.#periodMs;
  }

  hasRoom({ limit, amount }: WindowMeter, nowMs: number): boolean {
    return usedOfWindow(this.#at(nowMs), this.#periodMs, nowMs) + amount <= limit;
  }

  take({ amount }: WindowMeter, nowMs: number): number {
    const state = this.#at(nowMs);
    state.current += amount;
    return state.index;
  }

  /** Corrects the window that the request was admitted in, if that still counts. */
  settle({ amount }: WindowMeter, actual: number, mark: number): void {
    const state = this.#state;
    if (state.index === mark) state.current = Math.max(0, state.current + actual - amount);
    else if (state.index === mark + 1) state.previous = Math.max(0, state.previous + actual - amount);
  }

  read({ limit }: WindowMeter, nowMs: number): Reading {
    return windowReading(this.#at(nowMs), limit, this.#periodMs, nowMs);
  }

  retryMs(meter: WindowMeter, nowMs: number): number | null {
    return windowRetryMs(this.#at(nowMs), meter, nowMs);
  }

  isUntouched(nowMs: number): boolean {
    return Math.floor(nowMs / this.#periodMs) > this.#state.index + 1;
  }

  #at(nowMs: number): WindowState {
    const state = this.#state;
    const index = Math.floor(nowMs / this.#periodMs);
    if (index > state.index) {
      state.previous = index === state.index + 1 ? state.current : 0;
      state.current = 0;
      state.index = index;
    }
    return state;
  }
}
