'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ChannelSummary } from './channel';

export function DeleteChannelDialog({
  channel,
  onClose,
}: {
  channel: ChannelSummary | undefined;
  onClose: () => void;
}) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const tenant = useTenant();
  const remove = useMutation(
    trpc.channels.delete.mutationOptions({
      onSuccess: () => {
        toast.success(t('deleted', { name: channel?.name ?? '' }));
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open={channel !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('deleteTitle', { name: channel?.name ?? '' })}
      description={t('deleteDescription')}
      action={t('delete')}
      pending={remove.isPending}
      onConfirm={() => channel && remove.mutate({ tenant, id: channel.id })}
    />
  );
}
