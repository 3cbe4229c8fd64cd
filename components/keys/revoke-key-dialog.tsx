'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ApiKey } from './key-table';

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | undefined; onClose: () => void }) {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const tenant = useTenant();
  const revoke = useMutation(
    trpc.keys.revoke.mutationOptions({
      onSuccess: (key) => {
        toast.success(t('revoked', { name: key.name }));
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open={apiKey !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('revokeTitle', { name: apiKey?.name ?? '' })}
      description={t('revokeDescription')}
      action={t('revoke')}
      pending={revoke.isPending}
      onConfirm={() => apiKey && revoke.mutate({ tenant, id: apiKey.id })}
    />
  );
}
