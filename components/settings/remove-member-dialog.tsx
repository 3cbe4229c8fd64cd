'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { LeaverKeys } from './leaver-keys';
import { type LeaverKeysChoice, leaverKeysChoices } from './leaver-keys-choice';
import type { Member } from './member-dialog';
import { useLeftKeys } from './use-left-keys';

/** Asks before a person is taken out, and what becomes of the API keys they made. */
export function RemoveMemberDialog({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  const t = useTranslations('settings.members');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [choice, setChoice] = useState<LeaverKeysChoice>();
  const keys = useLeftKeys(member && { createdById: member.id });
  const close = () => {
    setChoice(undefined);
    onClose();
  };
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: () => {
        toast.success(t('removed', { name: member?.name ?? '' }));
        close();
      },
    }),
  );
  return (
    <ConfirmDialog
      open={member !== undefined}
      onOpenChange={(open) => !open && close()}
      title={t('removeTitle', { name: member?.name ?? '' })}
      description={t('removeDescription')}
      action={t('remove')}
      pending={remove.isPending}
      disabled={!keys.data || (keys.data.count > 0 && !choice)}
      onConfirm={() =>
        member && remove.mutate({ tenant, id: member.id, ...(choice && leaverKeysChoices[choice]) })
      }
    >
      {member && <LeaverKeys query={keys} chosen={choice} onChange={setChoice} />}
    </ConfirmDialog>
  );
}
