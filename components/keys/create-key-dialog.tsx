'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { FormError } from '@/components/auth/form-error';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { expiryChoices, expiryDate, isExpiryChoice } from './expiry';
import { ModelChoice } from './model-choice';
import type { KeyWithSecret } from './secret-dialog';

type CreateKeyDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (key: KeyWithSecret) => void;
};

export function CreateKeyDialog({ open, onOpenChange, onCreated }: CreateKeyDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <CreateKeyForm onCancel={() => onOpenChange(false)} onCreated={onCreated} />}
    </Dialog>
  );
}

function CreateKeyForm({
  onCancel,
  onCreated,
}: {
  onCancel: () => void;
  onCreated: (key: KeyWithSecret) => void;
}) {
  const t = useTranslations('keys');
  const common = useTranslations('common');
  const formId = useId();
  const trpc = useTRPC();
  const tenant = useTenant();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const models = useQuery(trpc.models.list.queryOptions({ tenant }));
  const [chosenTeamId, setTeamId] = useState<string>();
  const [expiry, setExpiry] = useState<(typeof expiryChoices)[number]>('never');
  const [allowed, setAllowed] = useState<readonly string[]>([]);
  const create = useMutation(
    trpc.keys.create.mutationOptions({ meta: { showsError: true }, onSuccess: (key) => onCreated(key) }),
  );
  const teamId = chosenTeamId ?? teams.data?.items[0]?.id;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (teamId === undefined) return;
    const name = String(new FormData(event.currentTarget).get('name'));
    create.mutate({
      tenant,
      name,
      teamId,
      models: [...allowed],
      expiresAt: expiryDate(expiry)?.toISOString() ?? null,
    });
  }

  return (
    <DialogContent
      title={t('create')}
      description={t('createDescription')}
      footer={
        <>
          <Button onClick={onCancel}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" pending={create.isPending} disabled={!teamId}>
            {t('createSubmit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={create.error?.message} />
        <Field label={t('name')} hint={t('nameHint')}>
          <Input name="name" required maxLength={100} autoComplete="off" autoFocus />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('team')}>
            <Select
              value={teamId ?? ''}
              onValueChange={setTeamId}
              options={(teams.data?.items ?? []).map((team) => ({ value: team.id, label: team.name }))}
            />
          </Field>
          <Field label={t('expires')}>
            <Select
              value={expiry}
              onValueChange={(value) => isExpiryChoice(value) && setExpiry(value)}
              options={expiryChoices.map((choice) => ({ value: choice, label: t(`expiries.${choice}`) }))}
            />
          </Field>
        </div>
        <ModelChoice
          models={(models.data?.items ?? []).map((model) => model.name)}
          chosen={allowed}
          onChange={setAllowed}
        />
      </form>
    </DialogContent>
  );
}
