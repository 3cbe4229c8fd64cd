'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Form } from '@/components/ui/form';
import { FormFooter } from '@/components/ui/form-footer';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { Channel, Provider } from './channel';
import { channelFields, draftOf } from './channel-draft';
import { ChannelFields } from './channel-fields';

type ChannelSheetProps = {
  open: boolean;
  /** Absent: a new one is made. */
  channel: Channel | undefined;
  providers: readonly Provider[];
  /** Why the providers could not be listed. */
  providersFailure: string | undefined;
  onClose: () => void;
  onSaved: (channel: Channel, isNew: boolean) => void;
};

export function ChannelSheet({ open, onClose, ...form }: ChannelSheetProps) {
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <ChannelForm key={form.channel?.id ?? 'new'} onClose={onClose} {...form} />}
    </Sheet>
  );
}

function ChannelForm({
  channel,
  providers,
  providersFailure,
  onClose,
  onSaved,
}: Omit<ChannelSheetProps, 'open'>) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const formId = useId();
  const [draft, setDraft] = useState(() => draftOf(channel));
  const options = { meta: { showsError: true } };
  const create = useMutation(
    trpc.channels.create.mutationOptions({
      ...options,
      onSuccess: (saved) => {
        toast.success(t('created', { name: saved.name }));
        onSaved(saved, true);
      },
    }),
  );
  const update = useMutation(
    trpc.channels.update.mutationOptions({
      ...options,
      onSuccess: (saved) => {
        toast.success(common('saved'));
        onSaved(saved, false);
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = channelFields(draft);
    const credential = draft.credential === '' ? undefined : draft.credential;
    if (channel) {
      const moved = fields.baseUrl !== channel.baseUrl;
      const { baseUrl, ...rest } = fields;
      update.mutate({ tenant, id: channel.id, credential, ...rest, ...(moved ? { baseUrl } : {}) });
    } else {
      create.mutate({ tenant, provider: draft.provider, credential, ...fields });
    }
  }

  return (
    <SheetContent
      title={channel ? t('editTitle', { name: channel.name }) : t('create')}
      description={t('sheetDescription')}
      footer={
        <FormFooter
          formId={formId}
          submit={channel ? common('save') : t('createSubmit')}
          pending={create.isPending || update.isPending}
          disabled={draft.provider === ''}
          onCancel={onClose}
        />
      }
    >
      <Form id={formId} onSubmit={submit}>
        <ChannelFields
          draft={draft}
          onChange={setDraft}
          channel={channel}
          providers={providers}
          failure={create.error?.message ?? update.error?.message ?? providersFailure}
        />
      </Form>
    </SheetContent>
  );
}
