'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { SkeletonRows } from '@/components/ui/skeleton';

/** Invitations that nobody has taken up yet. */
export function InvitationList() {
  const t = useTranslations('settings.members');
  const trpc = useTRPC();
  const tenant = useTenant();
  const invitations = useQuery(trpc.members.listInvitations.queryOptions({ tenant }));
  const revoke = useMutation(
    trpc.members.revokeInvitation.mutationOptions({ onSuccess: () => void toast.success(t('withdrawn')) }),
  );
  if (invitations.data?.items.length === 0) return null;
  return (
    <section aria-label={t('invitations')} className="mt-8">
      <h3 className="mb-3 text-sm font-semibold tracking-tight">{t('invitations')}</h3>
      <QueryView query={invitations} skeleton={<SkeletonRows rows={1} />}>
        {({ items }) => (
          <ul className="divide-y rounded-lg border bg-surface shadow-card">
            {items.map((invitation) => (
              <li
                key={invitation.id}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm"
              >
                <span className="min-w-0 flex-1 font-medium wrap-anywhere max-sm:basis-full">
                  {invitation.email}
                </span>
                <Badge>{t(`roles.${invitation.role}`)}</Badge>
                <span className="text-xs text-muted-foreground">
                  {t('until')} <Time value={invitation.expiresAt} to="date" />
                </span>
                <Button
                  size="small"
                  className="max-sm:ml-auto"
                  aria-label={t('withdrawNamed', { email: invitation.email })}
                  pending={revoke.isPending && revoke.variables.id === invitation.id}
                  onClick={() => revoke.mutate({ tenant, id: invitation.id })}
                >
                  {t('withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}
