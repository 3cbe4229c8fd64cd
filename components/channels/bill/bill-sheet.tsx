'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import type { ChannelSummary } from '@/components/channels/channel';
import { useTenant } from '@/components/shell/session';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { BillForm } from './bill-form';
import { BillTable } from './bill-table';

type BilledChannel = Pick<ChannelSummary, 'id' | 'name' | 'provider'>;

/** A provider's bill beside what was recorded of a channel. */
export function BillSheet({ channel, onClose }: { channel: BilledChannel | undefined; onClose: () => void }) {
  return (
    <Sheet open={channel !== undefined} onOpenChange={(open) => !open && onClose()}>
      {channel && <BillContent key={channel.id} channel={channel} />}
    </Sheet>
  );
}

function BillContent({ channel }: { channel: BilledChannel }) {
  const t = useTranslations('channels.bill');
  const trpc = useTRPC();
  const tenant = useTenant();
  const compare = useMutation(
    trpc.reconciliation.compare.mutationOptions({ meta: { showsError: true, changesNothing: true } }),
  );
  return (
    <SheetContent
      title={t('title', { name: channel.name })}
      description={t('description')}
      className="max-w-4xl"
    >
      <div className="flex flex-col gap-5">
        <BillForm
          provider={channel.provider}
          pending={compare.isPending}
          failure={compare.error?.message}
          onSubmit={(bill) => compare.mutate({ tenant, id: channel.id, ...bill })}
        />
        <div aria-live="polite">
          {compare.data && <BillTable channelId={channel.id} comparison={compare.data} />}
        </div>
      </div>
    </SheetContent>
  );
}
