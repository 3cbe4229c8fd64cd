'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { RulesFields } from '@/components/rules/rules-fields';
import { useRulesForm } from '@/components/rules/use-rules-form';
import { useTenant } from '@/components/shell/session';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Input } from '@/components/ui/input';
import { SlugInput } from './slug-input';
import { toSlug } from './to-slug';

export type Team = Outputs['teams']['list']['items'][number];

export function TeamDialog({ team, onClose }: { team: Team | 'new' | undefined; onClose: () => void }) {
  return (
    <Dialog open={team !== undefined} onOpenChange={(open) => !open && onClose()}>
      {team !== undefined && <TeamForm team={team === 'new' ? undefined : team} onClose={onClose} />}
    </Dialog>
  );
}

function TeamForm({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const t = useTranslations('settings.teams');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const formId = useId();
  const [name, setName] = useState(team?.name ?? '');
  const [typedSlug, setSlug] = useState(team?.slug);
  const slug = typedSlug ?? toSlug(name);
  // Made, though its limits or budgets were refused: what is sent again changes it.
  const [madeId, setMadeId] = useState<string>();
  const rules = useRulesForm(team ? { teamId: team.id } : null);
  const options = {
    meta: { showsError: true },
    onSuccess: async ({ id }: { id: string }) => {
      setMadeId(id);
      await rules.save({ teamId: id });
      toast.success(common('saved'));
      onClose();
    },
  };
  const create = useMutation(trpc.teams.create.mutationOptions(options));
  const update = useMutation(trpc.teams.update.mutationOptions(options));

  function submit(event: FormEvent) {
    event.preventDefault();
    const id = team?.id ?? madeId;
    if (id) update.mutate({ tenant, id, name, slug });
    else create.mutate({ tenant, name, slug });
  }

  return (
    <DialogContent
      title={team ? t('editNamed', { name: team.name }) : t('create')}
      footer={
        <FormFooter
          formId={formId}
          submit={team ? common('save') : t('create')}
          pending={create.isPending || update.isPending || rules.saving}
          onCancel={onClose}
        />
      }
    >
      <Form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={create.error?.message ?? update.error?.message ?? rules.failure} />
        <Field label={t('name')}>
          <Input
            required
            maxLength={100}
            autoFocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label={t('slug')} hint={t('slugHint')}>
          <SlugInput value={slug} onValueChange={setSlug} />
        </Field>
        <RulesFields form={rules} />
      </Form>
    </DialogContent>
  );
}
