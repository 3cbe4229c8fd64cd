'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Textarea } from '@/components/ui/textarea';
import type { PlatformTenant } from './platform-tenant';

type PrivateNetworksDialogProps = { tenant: PlatformTenant | undefined; onClose: () => void };

/** Which networks outside the public internet a tenant's channels may reach. */
export function PrivateNetworksDialog({ tenant, onClose }: PrivateNetworksDialogProps) {
  return (
    <Dialog open={tenant !== undefined} onOpenChange={(open) => !open && onClose()}>
      {tenant !== undefined && <PrivateNetworksForm tenant={tenant} onClose={onClose} />}
    </Dialog>
  );
}

function PrivateNetworksForm({ tenant, onClose }: { tenant: PlatformTenant; onClose: () => void }) {
  const t = useTranslations('operator.tenants');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const formId = useId();
  const [text, setText] = useState(tenant.privateNetworks.join('\n'));
  const set = useMutation(
    trpc.platform.setPrivateNetworks.mutationOptions({
      meta: { showsError: true },
      onSuccess: () => {
        toast.success(common('saved'));
        onClose();
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    set.mutate({ id: tenant.id, networks: text.split(/[\s,]+/).filter((part) => part !== '') });
  }

  return (
    <DialogContent
      title={t('networksOf', { name: tenant.name })}
      footer={
        <FormFooter formId={formId} submit={common('save')} pending={set.isPending} onCancel={onClose} />
      }
    >
      <Form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={set.error?.message} />
        <Field label={t('networks')} hint={t('networksHint')}>
          <Textarea
            rows={5}
            autoFocus
            spellCheck={false}
            placeholder={'10.20.0.0/16\nfd00:1::/64'}
            className="font-mono text-xs"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </Form>
    </DialogContent>
  );
}
