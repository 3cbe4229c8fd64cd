'use client';

import { useMutation } from '@tanstack/react-query';
import { Power, PowerOff, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';

type BulkActionsProps = {
  ids: readonly string[];
  testing: boolean;
  onTest: () => void;
  onClear: () => void;
};

/** What can be done with all channels that are ticked. */
export function BulkActions({ ids, testing, onTest, onClear }: BulkActionsProps) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const tenant = useTenant();
  const set = useMutation(
    trpc.channels.setEnabled.mutationOptions({
      onSuccess: ({ changed }, { enabled }) => {
        toast.success(t(enabled ? 'turnedOn' : 'turnedOff', { count: changed }));
      },
    }),
  );
  return (
    <section
      aria-label={t('selected', { count: ids.length })}
      className="mb-3 flex flex-wrap items-center gap-2 rounded-lg border border-thread/40 bg-thread-soft/50 px-3 py-2"
    >
      <p className="tabular mr-auto text-sm font-medium">{t('selected', { count: ids.length })}</p>
      <Button size="small" disabled={testing} onClick={onTest}>
        <Zap aria-hidden="true" />
        {t('test')}
      </Button>
      <Button
        size="small"
        disabled={set.isPending}
        onClick={() => set.mutate({ tenant, ids: [...ids], enabled: true })}
      >
        <Power aria-hidden="true" />
        {t('turnOn')}
      </Button>
      <Button
        size="small"
        disabled={set.isPending}
        onClick={() => set.mutate({ tenant, ids: [...ids], enabled: false })}
      >
        <PowerOff aria-hidden="true" />
        {t('turnOff')}
      </Button>
      <Button size="small" variant="ghost" onClick={onClear}>
        {t('clearSelection')}
      </Button>
    </section>
  );
}
