'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as DialogPrimitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';
import { useFocusReturn } from './use-focus-return';

/** Behind every dialog and sheet: what they cover. */
export const overlayClasses =
  'fixed inset-0 z-50 bg-overlay backdrop-blur-[2px] data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';

export type DialogFrameProps = Omit<ComponentProps<typeof DialogPrimitive.Content>, 'title'> & {
  title: ReactNode;
  description?: ReactNode;
  /** Stand under the title while the body scrolls. */
  actions?: ReactNode;
  /** Stays at the foot while the body scrolls. */
  footer?: ReactNode;
};

/** What dialogs and sheets are inside: title, body, footer, and a cross to close them. */
export function DialogFrame({
  title,
  description,
  actions,
  footer,
  className,
  children,
  ...props
}: DialogFrameProps) {
  const t = useTranslations('common');
  const focusReturn = useFocusReturn();
  return (
    <DialogPrimitive.Content
      {...(description ? {} : { 'aria-describedby': undefined })}
      {...focusReturn}
      className={cn('flex w-full flex-col bg-surface shadow-dialog outline-none', className)}
      {...props}
    >
      <header className="flex flex-col gap-1 px-5 pt-5 pb-1">
        <DialogPrimitive.Title className="pr-9 text-base font-semibold tracking-tight break-words">
          {title}
        </DialogPrimitive.Title>
        {description && (
          <DialogPrimitive.Description className="pr-9 text-sm text-muted-foreground">
            {description}
          </DialogPrimitive.Description>
        )}
        {actions}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
      {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3.5">{footer}</footer>}
      <DialogPrimitive.Close
        aria-label={t('close')}
        className="absolute top-3.5 right-3.5 grid size-8 place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground pointer-coarse:top-2 pointer-coarse:right-2 pointer-coarse:size-10"
      >
        <X aria-hidden="true" className="size-4" />
      </DialogPrimitive.Close>
    </DialogPrimitive.Content>
  );
}
