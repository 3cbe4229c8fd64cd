'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { RulesFields } from '@/components/rules/rules-fields';
import { useRulesForm } from '@/components/rules/use-rules-form';
import { useTenant } from '@/components/shell/session';
import { Dialog } from '@/components/ui/dialog';
import type { ApiKey } from './api-key';
import { changesOf } from './changes-of';
import { KeyForm } from './key-form';

/** Changes a key's name, models and expiry. Its secret stays as it is. */
export function EditKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | undefined; onClose: () => void }) {
  return (
    <Dialog open={apiKey !== undefined} onOpenChange={(open) => !open && onClose()}>
      {apiKey && <EditKeyForm apiKey={apiKey} onClose={onClose} />}
    </Dialog>
  );
}

function EditKeyForm({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useTranslations('keys');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const rules = useRulesForm({ apiKeyId: apiKey.id });
  const saveRules = async () => {
    await rules.save();
    toast.success(common('saved'));
    onClose();
  };
  const update = useMutation(
    trpc.keys.update.mutationOptions({
      meta: { showsError: true },
      onSuccess: saveRules,
    }),
  );
  return (
    <KeyForm
      title={t('editTitle', { name: apiKey.name })}
      description={
        <>
          <span className="font-mono">{apiKey.prefix}…</span> · {t('editDescription')}
        </>
      }
      submit={common('save')}
      apiKey={apiKey}
      error={update.error?.message ?? rules.failure}
      pending={update.isPending || rules.saving}
      onCancel={onClose}
      onSubmit={(draft) => {
        const changes = changesOf(apiKey, draft);
        // What cannot be saved says so itself.
        if (Object.keys(changes).length === 0) saveRules().catch(() => undefined);
        else update.mutate({ tenant, id: apiKey.id, ...changes });
      }}
    >
      <RulesFields form={rules} />
    </KeyForm>
  );
}
