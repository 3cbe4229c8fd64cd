'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { Channel, ChannelRemedy, ChannelSummary, Provider } from './channel';
import { ConnectionFields, RoutingFields } from './channel-fields';
import { ModelPicker } from './model-picker';
import { TryDraft } from './try-draft';
import { useChannelForm } from './use-channel-form';

type ChannelSheetProps = {
  open: boolean;
  /** Absent: a new one is made. */
  channel: ChannelSummary | undefined;
  /** The part of the form to begin with. */
  remedy: ChannelRemedy | undefined;
  providers: readonly Provider[];
  /** Why the providers could not be listed. */
  providersFailure: string | undefined;
  /** Whether somebody without an account should be led to the provider that needs none. */
  recommendsTrial: boolean;
  onClose: () => void;
  onSaved: (channel: Channel, isNew: boolean) => void;
};

export function ChannelSheet({ open, channel, onClose, ...form }: ChannelSheetProps) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [changed, setChanged] = useState(false);
  const [asking, setAsking] = useState(false);
  // A list has only the first of a channel's models; the form wants them all, and opens when they are there.
  const details = useQuery(
    trpc.channels.get.queryOptions(
      { tenant, id: channel?.id ?? '' },
      { enabled: channel !== undefined, staleTime: 0, gcTime: 0 },
    ),
  );
  // What was read earlier may have changed since: saving would put it back.
  const isReady = channel === undefined || (details.isFetchedAfterMount && details.data?.id === channel.id);
  useWarningBeforeLeaving(open && changed);

  function close() {
    setAsking(false);
    setChanged(false);
    onClose();
  }
  const leave = () => (changed ? setAsking(true) : close());

  return (
    <>
      <Sheet open={open && (isReady || details.error !== null)} onOpenChange={(next) => !next && leave()}>
        {open && isReady && (
          <ChannelForm
            key={channel?.id ?? 'new'}
            channel={channel && details.data}
            onChanged={setChanged}
            onCancel={leave}
            {...form}
            onSaved={(saved, isNew) => {
              setChanged(false);
              form.onSaved(saved, isNew);
            }}
          />
        )}
        {open && channel && details.error && (
          <SheetContent title={t('editTitle', { name: channel.name })}>
            <ErrorState message={details.error.message} onRetry={() => void details.refetch()} />
          </SheetContent>
        )}
      </Sheet>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('discardTitle')}
        description={t('discardDescription')}
        action={t('discard')}
        onConfirm={close}
      />
    </>
  );
}

/** The browser asks, too, when the page is left. */
function useWarningBeforeLeaving(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [changed]);
}

type FormProps = Omit<ChannelSheetProps, 'open' | 'channel' | 'onClose'> & {
  onChanged: (changed: boolean) => void;
  onCancel: () => void;
};

function ChannelForm({
  channel,
  remedy,
  providers,
  providersFailure,
  recommendsTrial,
  onChanged,
  onCancel,
  onSaved,
}: FormProps & { channel: Channel | undefined }) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const formId = useId();
  const body = useRef<HTMLDivElement>(null);
  const form = useChannelForm(channel, providers, onSaved);
  const { draft, change, provider, problems } = form;
  useEffect(() => onChanged(form.isChanged), [onChanged, form.isChanged]);

  function lead(to: ChannelRemedy) {
    const control = body.current?.querySelector<HTMLElement>(`[data-remedy=${to}]`);
    control?.focus();
    control?.scrollIntoView({ block: 'center' });
    if (to === 'models' && control) form.fetchModels();
  }
  const first = useRef(lead);
  first.current = lead;

  return (
    <SheetContent
      title={channel ? t('editTitle', { name: channel.name }) : t('create')}
      description={t('sheetDescription')}
      className="max-w-2xl"
      onOpenAutoFocus={(event) => {
        if (!remedy) return;
        event.preventDefault();
        first.current(remedy);
      }}
      footer={
        <FormFooter
          formId={formId}
          submit={channel ? common('save') : t('createSubmit')}
          pending={form.saving}
          onCancel={onCancel}
        />
      }
    >
      <Form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
      >
        <div ref={body} className="flex flex-col gap-5">
          <FormError message={form.failure ?? providersFailure} />
          <ConnectionFields
            draft={draft}
            onChange={change}
            channel={channel}
            providers={providers}
            recommendsTrial={recommendsTrial}
            problems={problems}
          />
          {provider && (
            <>
              <ModelPicker
                models={draft.models}
                onChange={(models) => change({ ...draft, models })}
                provider={provider}
                listing={form.listing}
                fetching={form.fetching}
                onFetch={form.fetchModels}
                problem={problems.models}
              />
              <TryDraft
                models={draft.models}
                trial={form.trial}
                pending={form.trying}
                onTry={form.tryModel}
                onRemedy={provider.builtIn ? undefined : lead}
              />
            </>
          )}
          <RoutingFields draft={draft} onChange={change} />
        </div>
      </Form>
    </SheetContent>
  );
}
