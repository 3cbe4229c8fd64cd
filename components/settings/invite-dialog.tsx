'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { FormError } from '@/components/auth/form-error';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type Role, RoleField } from './role-field';
import { TeamChoice } from './team-choice';

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
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const formId = useId();
  const [role, setRole] = useState<Role>('member');
  const [teamIds, setTeamIds] = useState<readonly string[]>([]);
  const invite = useMutation(trpc.members.invite.mutationOptions({ meta: { showsError: true } }));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email'));
    invite.mutate({ tenant, email, role, teamIds: [...teamIds] });
  }

  if (invite.data) {
    const link = `${window.location.origin}/invite/${invite.data.token}`;
    return (
      <DialogContent
        title={t('invited', { email: invite.data.email })}
        description={t('invitedDescription')}
        footer={
          <Button variant="primary" onClick={onClose}>
            {common('done')}
          </Button>
        }
      >
        <div className="flex items-center gap-2 rounded-md border border-thread/40 bg-thread-soft py-2 pr-2 pl-3.5">
          <code data-testid="invitation-link" className="min-w-0 flex-1 font-mono text-xs break-all">
            {link}
          </code>
          <CopyButton text={link} label={t('link')} showText />
        </div>
      </DialogContent>
    );
  }
  return (
    <DialogContent
      title={t('invite')}
      description={t('inviteDescription')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" pending={invite.isPending}>
            {t('inviteSubmit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={invite.error?.message} />
        <Field label={t('email')}>
          <Input name="email" type="email" required autoFocus autoComplete="off" />
        </Field>
        <RoleField value={role} onChange={setRole} />
        <TeamChoice chosen={teamIds} onChange={setTeamIds} />
      </form>
    </DialogContent>
  );
}
