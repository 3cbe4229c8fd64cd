'use client';

import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleX, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Select } from '@/components/ui/select';
import type { Channel } from './channel';

type TestResult = Outputs['channels']['test'];

/** Any model of the channel: the operation takes its cheapest. */
const anyModel = '';

/** Sends one small, real request over a channel and shows what came of it. */
export function TestChannelDialog({
  channel,
  onClose,
}: {
  channel: Channel | undefined;
  onClose: () => void;
}) {
  return (
    <Dialog open={channel !== undefined} onOpenChange={(open) => !open && onClose()}>
      {channel && <TestChannel key={channel.id} channel={channel} onClose={onClose} />}
    </Dialog>
  );
}

function TestChannel({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useTranslations('channels');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [model, setModel] = useState(channel.models[0]?.name ?? anyModel);
  const test = useMutation(
    trpc.channels.test.mutationOptions({ meta: { showsError: true, changesNothing: true } }),
  );
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
          <Select
            value={model}
            onValueChange={setModel}
            options={channel.models.map(({ name }) => ({ value: name, label: name }))}
          />
        </Field>
        <FormError message={test.error?.message} />
        <div aria-live="polite">{test.data && <TestOutcome result={test.data} />}</div>
      </div>
    </DialogContent>
  );
}

function TestOutcome({ result }: { result: TestResult }) {
  const t = useTranslations('channels');
  const Icon = result.ok ? CircleCheck : CircleX;
  return (
    <div className="rounded-lg border">
      <div className="flex flex-wrap items-center gap-2.5 border-b px-4 py-3 text-sm">
        <Icon aria-hidden="true" className={result.ok ? 'size-4.5 text-success' : 'size-4.5 text-danger'} />
        <span className="font-medium">{result.ok ? t('testOk') : t('testFailed')}</span>
        <span className="tabular ml-auto text-muted-foreground">{formatDurationMs(result.latencyMs)}</span>
        {result.status !== null && (
          <Badge tone={result.ok ? 'success' : 'danger'}>HTTP {result.status}</Badge>
        )}
      </div>
      <div className="px-4 py-3 text-sm">
        <p className="mb-1 font-mono text-xs text-muted-foreground">{result.model}</p>
        {result.text && <p className="leading-relaxed break-words whitespace-pre-wrap">{result.text}</p>}
        {result.error && (
          <p className="leading-relaxed break-words text-danger">
            <span className="font-mono text-xs">{result.error.code}</span> {result.error.message}
          </p>
        )}
      </div>
    </div>
  );
}
