'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { LeaverKeys, useLeftKeys } from './leaver-keys';
import { type LeaverKeysChoice, type LeftKey, leaverKeysChoices } from './leaver-keys-choice';
import { type Role, RoleField } from './role-field';
import { TeamChoice } from './team-choice';

export type Member = Outputs['members']['list']['items'][number];

/** A member's role and teams. */
export function MemberDialog({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  return (
    <Dialog open={member !== undefined} onOpenChange={(open) => !open && onClose()}>
      {member && <MemberForm member={member} onClose={onClose} />}
    </Dialog>
  );
}

function MemberForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [role, setRole] = useState<Role>(member.role);
  const [teamIds, setTeamIds] = useState<readonly string[]>(member.teams.map((team) => team.id));
  const [choice, setChoice] = useState<LeaverKeysChoice>();
  const isLeft = (key: LeftKey) =>
    role === 'member' &&
    !teamIds.includes(key.team.id) &&
    (member.role === 'owner' || member.teams.some((team) => team.id === key.team.id));
  const keys = useLeftKeys(member.id, isLeft);
  const unanswered = !keys.data || (keys.data.length > 0 && !choice);
  const update = useMutation(
    trpc.members.updateRole.mutationOptions({
      meta: { showsError: true },
      onSuccess: () => {
        toast.success(common('saved'));
        onClose();
      },
    }),
  );
  return (
    <DialogContent
      title={member.name}
      description={member.email}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            pending={update.isPending}
            disabled={unanswered}
            onClick={() =>
              update.mutate({
                tenant,
                id: member.id,
                role,
                teamIds: [...teamIds],
                ...(choice && keys.data?.length !== 0 && leaverKeysChoices[choice]),
              })
            }
          >
            {common('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormError message={update.error?.message} />
        <RoleField value={role} onChange={setRole} />
        <TeamChoice chosen={teamIds} onChange={setTeamIds} />
        {keys.data?.length !== 0 && <LeaverKeys query={keys} chosen={choice} onChange={setChoice} />}
      </div>
    </DialogContent>
  );
}
