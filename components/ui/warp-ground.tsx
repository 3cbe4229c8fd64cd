import { cn } from './class-names';

/** Warp threads behind a place without cloth, faded by a mask. Its parent is positioned and isolated. */
export function WarpGround({ className }: { className: string }) {
  return <div aria-hidden="true" className={cn('bg-warp absolute inset-0 -z-10', className)} />;
}
