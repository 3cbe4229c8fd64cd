'use client';

import { Dialog as DialogPrimitive } from 'radix-ui';
import { cn } from './class-names';
import { DialogFrame, type DialogFrameProps, overlayClasses } from './dialog-frame';

export const Sheet = DialogPrimitive.Root;
export const SheetTrigger = DialogPrimitive.Trigger;

/** The edge it comes from. */
type SheetContentProps = DialogFrameProps & { side?: 'left' | 'right' };

/** A panel from the edge of the window, for what needs more room than a dialog. */
export function SheetContent({ side = 'right', className, ...frame }: SheetContentProps) {
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayClasses} />
      <DialogFrame
        className={cn(
          'fixed inset-y-0 z-50 max-w-xl [&>header]:border-b [&>header]:pb-4',
          side === 'right'
            ? 'right-0 data-[state=closed]:animate-slide-out data-[state=open]:animate-slide-in'
            : 'left-0 data-[state=closed]:animate-slide-out-left data-[state=open]:animate-slide-in-left',
          className,
        )}
        {...frame}
      />
    </DialogPrimitive.Portal>
  );
}
