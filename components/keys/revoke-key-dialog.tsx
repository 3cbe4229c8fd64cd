'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { RelativeTime } from '@/components/format/relative-time';
import { useTenant } from '@/components/shell/session';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ApiKey } from './api-key';
import { KeyCard } from './key-card';
import type { KeyFigures } from './use-key-figures';

type RevokeKeyDialogProps = {
  apiKey: ApiKey | undefined;
  figures: ReadonlyMap<string, KeyFigures> | undefined;
  onClose: () => void;
};

export function RevokeKeyDialog({ apiKey, figures, onClose }: RevokeKeyDialogProps) {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const tenant = useTenant();
  const revoke = useMutation(
    trpc.keys.revoke.mutationOptions({
      onSuccess: (key) => {
        toast.success(t('revoked', { name: `${key.name} (${key.prefix}…)` }));
        onClose();
      },
    }),
  );
  const used = apiKey && figures?.get(apiKey.id);
  return (
    <ConfirmDialog
      open={apiKey !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('revokeTitle', { name: apiKey?.name ?? '' })}
      description={t('revokeDescription')}
      action={t('revoke')}
      pending={revoke.isPending}
      onConfirm={() => apiKey && revoke.mutate({ tenant, id: apiKey.id })}
    >
      {apiKey && (
        <KeyCard apiKey={apiKey}>
          {used?.lastUsedAt &&
            t.rich('stillUsed', {
              count: used.requests30d,
              distance: () => <RelativeTime value={used.lastUsedAt ?? ''} />,
            })}
        </KeyCard>
      )}
    </ConfirmDialog>
  );
}
