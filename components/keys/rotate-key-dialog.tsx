'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Select } from '@/components/ui/select';
import type { ApiKey, KeyWithSecret } from './api-key';
import { KeyCard } from './key-card';
import { SignedSwitch } from './signed-switch';

const hourMs = 60 * 60 * 1000;
const overlaps = [
  { key: 'none', ms: 0 },
  { key: 'hour', ms: hourMs },
  { key: 'day', ms: 24 * hourMs },
  { key: 'week', ms: 7 * 24 * hourMs },
] as const;

type RotateKeyDialogProps = {
  apiKey: ApiKey | undefined;
  onClose: () => void;
  onRotated: (key: KeyWithSecret) => void;
};

/** Makes a new secret while the old one works on for a while, so that programs can change over. */
export function RotateKeyDialog({ apiKey, onClose, onRotated }: RotateKeyDialogProps) {
  const t = useTranslations('keys');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [overlapMs, setOverlapMs] = useState<number>(24 * hourMs);
  const [changedSigned, setSigned] = useState<boolean>();
  const signed = changedSigned ?? apiKey?.signed ?? false;
  const rotate = useMutation(
    trpc.keys.rotate.mutationOptions({ meta: { showsError: true }, onSuccess: (key) => onRotated(key) }),
  );
  return (
    <Dialog open={apiKey !== undefined} onOpenChange={(open) => !open && onClose()}>
      {apiKey && (
        <DialogContent
          title={t('rotateTitle', { name: apiKey.name })}
          description={t('rotateDescription')}
          footer={
            <>
              <Button onClick={onClose}>{common('cancel')}</Button>
              <Button
                variant="primary"
                pending={rotate.isPending}
                onClick={() => rotate.mutate({ tenant, id: apiKey.id, overlapMs, signed })}
              >
                {t('rotate')}
              </Button>
            </>
          }
        >
          <div className="flex flex-col gap-4">
            <KeyCard apiKey={apiKey} />
            <FormError message={rotate.error?.message} />
            <Field label={t('overlap')} hint={t('overlapHint')}>
              <Select
                value={String(overlapMs)}
                onValueChange={(value) => setOverlapMs(Number(value))}
                options={overlaps.map(({ key, ms }) => ({ value: String(ms), label: t(`overlaps.${key}`) }))}
              />
            </Field>
            <SignedSwitch signed={signed} onChange={setSigned} />
          </div>
        </DialogContent>
      )}
    </Dialog>
  );
}
