'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Input } from '@/components/ui/input';
import { InvitationLink } from './invitation-link';
import { type Role, RoleField } from './role-field';
import { TeamChoice } from './team-choice';
import { useTeamChoice } from './use-team-choice';

/** Invites a person and gives the link to send them, this once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <InviteForm onClose={onClose} />}
    </Dialog>
  );
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings.members');
  const trpc = useTRPC();
  const tenant = useTenant();
  const formId = useId();
  const [role, setRole] = useState<Role>('member');
  const choice = useTeamChoice([], true);
  const invite = useMutation(trpc.members.invite.mutationOptions({ meta: { showsError: true } }));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email'));
    invite.mutate({ tenant, email, role, teamIds: [...choice.chosen] });
  }

  if (invite.data) return <InvitationLink invitation={invite.data} onClose={onClose} />;
  return (
    <DialogContent
      title={t('inviteTitle')}
      description={t('inviteDescription')}
      footer={
        <FormFooter
          formId={formId}
          submit={t('inviteSubmit')}
          pending={invite.isPending}
          onCancel={onClose}
        />
      }
    >
      <Form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={invite.error?.message} />
        <Field label={t('email')}>
          <Input name="email" type="email" required autoFocus autoComplete="off" />
        </Field>
        <RoleField value={role} onChange={setRole} />
        <TeamChoice choice={choice} role={role} />
      </Form>
    </DialogContent>
  );
}
