'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { useTenant } from '@/components/shell/session';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Input } from '@/components/ui/input';
import type { SavedViews } from './use-saved-views';
import { ViewSwitch } from './view-switch';

type SaveViewDialogProps = { open: boolean; views: SavedViews; onClose: () => void };

/** Gives the filters as they are a name. */
export function SaveViewDialog({ open, views, onClose }: SaveViewDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <SaveViewForm views={views} onClose={onClose} />}
    </Dialog>
  );
}

function SaveViewForm({ views, onClose }: Omit<SaveViewDialogProps, 'open'>) {
  const t = useTranslations('logs.views');
  const common = useTranslations('common');
  const tenant = useTenant();
  const formId = useId();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [isDefault, setIsDefault] = useState(false);
  const { create, query } = views;

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate(
      { tenant, page: 'logs', name, query, shared, isDefault },
      {
        onSuccess: ({ id }) => {
          views.opened(id);
          toast.success(common('saved'));
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title={t('save')}
      footer={
        <FormFooter
          formId={formId}
          submit={common('save')}
          pending={create.isPending}
          disabled={name.trim() === ''}
          onCancel={onClose}
        />
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={create.error?.message} />
        <Field label={t('name')}>
          <Input
            required
            maxLength={100}
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <ViewSwitch label={t('share')} hint={t('shareHint')} checked={shared} onChange={setShared} />
        <ViewSwitch
          label={t('makeDefault')}
          hint={t('makeDefaultHint')}
          checked={isDefault}
          onChange={setIsDefault}
        />
      </form>
    </DialogContent>
  );
}
