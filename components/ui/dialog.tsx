'use client';

import { Dialog as DialogPrimitive } from 'radix-ui';
import { cn } from './class-names';
import { DialogFrame, type DialogFrameProps, overlayClasses } from './dialog-frame';

export const Dialog = DialogPrimitive.Root;
export const DialogTrigger = DialogPrimitive.Trigger;

/** A window over the page. Closes by Escape, by a click beside it and by its cross. */
export function DialogContent({ className, ...frame }: DialogFrameProps) {
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayClasses} />
      <div className="pointer-events-none fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] place-items-end p-3 sm:place-items-center sm:p-6">
        <DialogFrame
          className={cn(
            'pointer-events-auto relative max-h-[min(46rem,calc(100dvh-1.5rem))] max-w-lg rounded-xl',
            'data-[state=closed]:animate-sink-out data-[state=open]:animate-rise-in',
            className,
          )}
          {...frame}
        />
      </div>
    </DialogPrimitive.Portal>
  );
}
