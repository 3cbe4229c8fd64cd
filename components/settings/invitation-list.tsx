'use client';

import { useMutation } from '@tanstack/react-query';
import { Link2, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { MoreButton } from '@/components/api/more-button';
import { QueryView } from '@/components/api/query-view';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { RelativeTime } from '@/components/format/relative-time';
import { useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { RowMenu } from '@/components/ui/row-menu';
import { SkeletonRows } from '@/components/ui/skeleton';
import { InvitationLink } from './invitation-link';
import { useInvitations } from './use-invitations';

type Invitation = Outputs['members']['listInvitations']['items'][number];

/** Invitations that nobody has taken up yet. */
export function InvitationList() {
  const t = useTranslations('settings.members');
  const trpc = useTRPC();
  const tenant = useTenant();
  const invitations = useInvitations();
  const [withdrawing, setWithdrawing] = useState<Invitation>();
  const revoke = useMutation(
    trpc.members.revokeInvitation.mutationOptions({
      onSuccess: () => void toast.success(t('withdrawn')),
      onSettled: () => setWithdrawing(undefined),
    }),
  );
  const renew = useMutation(trpc.members.renewInvitation.mutationOptions());
  if (invitations.data?.pages[0]?.items.length === 0) return null;
  return (
    <section aria-label={t('invitations')} className="mt-8">
      <h3 className="mb-3 text-sm font-semibold tracking-tight">{t('invitations')}</h3>
      <QueryView query={invitations} skeleton={<SkeletonRows rows={1} />}>
        {({ pages }) => (
          <ul className="divide-y rounded-lg border bg-surface shadow-card">
            {pages
              .flatMap((page) => page.items)
              .map((invitation) => (
                <InvitationRow
                  key={invitation.id}
                  invitation={invitation}
                  onRenew={() => renew.mutate({ tenant, id: invitation.id })}
                  onWithdraw={() => setWithdrawing(invitation)}
                />
              ))}
          </ul>
        )}
      </QueryView>
      <MoreButton query={invitations} />
      <Dialog open={renew.data !== undefined} onOpenChange={(open) => !open && renew.reset()}>
        {renew.data && <InvitationLink invitation={renew.data} onClose={renew.reset} />}
      </Dialog>
      <ConfirmDialog
        open={withdrawing !== undefined}
        onOpenChange={(open) => !open && setWithdrawing(undefined)}
        title={t('withdrawTitle', { email: withdrawing?.email ?? '' })}
        description={t('withdrawDescription')}
        action={t('withdraw')}
        pending={revoke.isPending}
        onConfirm={() => withdrawing && revoke.mutate({ tenant, id: withdrawing.id })}
      />
    </section>
  );
}

type InvitationRowProps = { invitation: Invitation; onRenew: () => void; onWithdraw: () => void };

function InvitationRow({ invitation, onRenew, onWithdraw }: InvitationRowProps) {
  const t = useTranslations('settings.members');
  const { email, role, status, invitedByName, createdAt, expiresAt, teamIds } = invitation;
  return (
    <li className="flex items-center gap-3 py-2.5 pr-2 pl-4 text-sm">
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{email}</p>
        <p className="mt-0.5 text-xs wrap-anywhere text-muted-foreground">
          {t.rich(invitedByName === null ? 'invitedWhen' : 'invitedBy', {
            name: invitedByName ?? '',
            time: () => <RelativeTime value={createdAt} />,
          })}
        </p>
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          <Badge tone={role === 'owner' ? 'thread' : 'neutral'}>{t(`roles.${role}`)}</Badge>
          <Badge tone={status === 'pending' ? 'success' : 'neutral'} dot>
            {status === 'pending'
              ? t.rich('pending', { time: () => <RelativeTime value={expiresAt} /> })
              : t.rich('expired', { time: () => <RelativeTime value={expiresAt} /> })}
          </Badge>
          {role === 'member' && teamIds.length === 0 && (
            <Badge tone="warning" dot>
              {t('teamless.invited')}
            </Badge>
          )}
        </div>
      </div>
      <RowMenu
        label={t('actionsFor', { name: email })}
        actions={[
          { label: t('renew'), Icon: Link2, onSelect: onRenew },
          { label: t('withdraw'), Icon: Trash2, danger: true, onSelect: onWithdraw },
        ]}
      />
    </li>
  );
}
