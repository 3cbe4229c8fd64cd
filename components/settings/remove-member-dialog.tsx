'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { Member } from './member-dialog';

export function RemoveMemberDialog({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  const t = useTranslations('settings.members');
  const trpc = useTRPC();
  const tenant = useTenant();
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: () => void toast.success(t('removed', { name: member?.name ?? '' })),
      onSettled: onClose,
    }),
  );
  return (
    <ConfirmDialog
      open={member !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('removeTitle', { name: member?.name ?? '' })}
      description={t('removeDescription')}
      action={t('remove')}
      pending={remove.isPending}
      onConfirm={() => member && remove.mutate({ tenant, id: member.id })}
    />
  );
}
