'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';

type FormFooterProps = {
  /** The form that the second button sends. */
  formId: string;
  /** The deed, named: "Create key". */
  submit: ReactNode;
  pending: boolean;
  disabled?: boolean;
  onCancel: () => void;
};

/** The foot of a dialog or sheet with a form in it: leave, or send. */
export function FormFooter({ formId, submit, pending, disabled, onCancel }: FormFooterProps) {
  const t = useTranslations('common');
  return (
    <>
      <Button onClick={onCancel}>{t('cancel')}</Button>
      <Button type="submit" form={formId} variant="primary" pending={pending} disabled={disabled}>
        {submit}
      </Button>
    </>
  );
}
