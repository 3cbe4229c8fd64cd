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
import { LeaverKeys } from './leaver-keys';
import { type LeaverKeysChoice, leaverKeysChoices } from './leaver-keys-choice';
import { type Role, RoleField } from './role-field';
import { TeamChoice } from './team-choice';
import { useLeftKeys } from './use-left-keys';
import { useTeamChoice } from './use-team-choice';

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
  const teamChoice = useTeamChoice(
    member.teams.map((team) => team.id),
    member.role === 'member',
  );
  const teamIds = [...teamChoice.chosen];
  const [choice, setChoice] = useState<LeaverKeysChoice>();
  const left = role === 'member' ? leftKeysFilter(member, teamIds) : undefined;
  const keys = useLeftKeys(left);
  const unanswered =
    left !== undefined && (!keys.data || keys.isPlaceholderData || (keys.data.count > 0 && !choice));
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
                teamIds,
                ...(choice && left && keys.data?.count !== 0 && leaverKeysChoices[choice]),
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
        <TeamChoice choice={teamChoice} role={role} />
        {left && <LeaverKeys query={keys} chosen={choice} onChange={setChoice} />}
      </div>
    </DialogContent>
  );
}

/** Which keys a member leaves behind who keeps only these teams; undefined where no team is lost. */
function leftKeysFilter({ id, role, teams }: Member, teamIds: string[]) {
  // An owner has keys in any team, a member only in their own.
  if (role === 'owner') return { createdById: id, exceptTeamId: teamIds };
  const lost = teams.map((team) => team.id).filter((teamId) => !teamIds.includes(teamId));
  return lost.length > 0 ? { createdById: id, teamId: lost } : undefined;
}
