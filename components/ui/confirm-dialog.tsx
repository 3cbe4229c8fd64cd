'use client';

import { useTranslations } from 'next-intl';
import { AlertDialog } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button';
import { overlayClasses } from './dialog-frame';
import { useFocusReturn } from './use-focus-return';

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  /** The deed, named: "Revoke key". */
  action: ReactNode;
  pending?: boolean;
  /** Something has to be answered first. */
  disabled?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
};

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  action,
  pending,
  disabled,
  onConfirm,
  children,
}: ConfirmDialogProps) {
  const t = useTranslations('common');
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayClasses} />
        <div className="pointer-events-none fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] place-items-end p-3 sm:place-items-center">
          <ConfirmFrame className="pointer-events-auto w-full max-w-md rounded-xl bg-surface p-5 shadow-dialog outline-none data-[state=closed]:animate-sink-out data-[state=open]:animate-rise-in">
            <AlertDialog.Title className="text-base font-semibold tracking-tight">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-1.5 text-sm leading-relaxed text-muted-foreground">
              {description}
            </AlertDialog.Description>
            {children && <div className="mt-4">{children}</div>}
            <div className="mt-5 flex justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button>{t('cancel')}</Button>
              </AlertDialog.Cancel>
              <Button variant="danger" pending={pending} disabled={disabled} onClick={onConfirm}>
                {action}
              </Button>
            </div>
          </ConfirmFrame>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function ConfirmFrame(props: ComponentProps<typeof AlertDialog.Content>) {
  return <AlertDialog.Content {...useFocusReturn()} {...props} />;
}
