import type { Releasable } from '../message.ts';

/** Something that several hold: it is released when all of them have let go. Each calls what it got, once or more. */
export function sharedRelease(held: Releasable, holders: number): Releasable[] {
  let left = holders;
  return Array.from({ length: holders }, () => {
    let isHeld = true;
    return {
      release() {
        if (!isHeld) return;
        isHeld = false;
        left -= 1;
        if (left === 0) held.release();
      },
    };
  });
}
