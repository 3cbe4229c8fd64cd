'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import type { ChannelRemedy, ChannelSummary } from './channel';
import { TrialNote } from './trial-note';

type TestChannelProps = {
  channel: Pick<ChannelSummary, 'id' | 'name' | 'provider'>;
  /** Answers inside Heddle: it has no credential and no address that could be wrong. */
  builtIn: boolean;
  onRemedy: (remedy: ChannelRemedy) => void;
  onClose: () => void;
};

/** Sends one small, real request over a channel and shows what came of it. */
export function TestChannelDialog({
  channel,
  ...test
}: Omit<TestChannelProps, 'channel'> & { channel: TestChannelProps['channel'] | undefined }) {
  return (
    <Dialog open={channel !== undefined} onOpenChange={(open) => !open && test.onClose()}>
      {channel && <TestChannel key={channel.id} channel={channel} {...test} />}
    </Dialog>
  );
}

function TestChannel({ channel, builtIn, onRemedy, onClose }: TestChannelProps) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  /** Empty: the operation takes the cheapest. */
  const [model, setModel] = useState('');
  const details = useQuery(trpc.channels.get.queryOptions({ tenant, id: channel.id }));
  // What came of it stands in the list behind, so everything is read again.
  const test = useMutation(trpc.channels.test.mutationOptions({ meta: { showsError: true } }));
  return (
    <DialogContent
      title={t('testTitle', { name: channel.name })}
      description={t('testDescription')}
      footer={
        <>
          <Button onClick={onClose}>{common('close')}</Button>
          <Button
            variant="primary"
            pending={test.isPending}
            onClick={() => test.mutate({ tenant, id: channel.id, model: model || undefined })}
          >
            {!test.isPending && <Zap aria-hidden="true" />}
            {test.data ? t('testAgain') : t('testRun')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('model')}>
          <Combobox
            value={model}
            onValueChange={setModel}
            options={[
              { value: '', label: t('cheapestModel') },
              ...(details.data?.models ?? []).map(({ name, upstream }) => ({
                value: name,
                label: name,
                hint: upstream === name ? undefined : upstream,
              })),
            ]}
            placeholder={t('cheapestModel')}
            searchPlaceholder={t('findModel')}
          />
        </Field>
        <FormError message={test.error?.message} />
        <div aria-live="polite">
          {test.data && <TrialNote trial={test.data} onRemedy={builtIn ? undefined : onRemedy} />}
        </div>
      </div>
    </DialogContent>
  );
}
