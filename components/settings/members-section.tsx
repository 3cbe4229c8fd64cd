'use client';

import { useQuery } from '@tanstack/react-query';
import { UserMinus, UserPlus, UserRoundCog } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { useMay, useSession } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RowMenu } from '@/components/ui/row-menu';
import { SectionHeader } from '@/components/ui/section-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import {
  Table,
  TableActionsCell,
  TableActionsHeader,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';
import { type Member, MemberDialog } from './member-dialog';
import { RemoveMemberDialog } from './remove-member-dialog';

export function MembersSection() {
  const t = useTranslations('settings.members');
  const trpc = useTRPC();
  const { tenant, user } = useSession();
  const mayWrite = useMay('members:write');
  const [inviting, setInviting] = useState(false);
  const [editing, setEditing] = useState<Member>();
  const [removing, setRemoving] = useState<Member>();
  const members = useQuery(trpc.members.list.queryOptions({ tenant: tenant.slug }));
  return (
    <>
      <SectionHeader title={t('title')} description={t('description')}>
        {mayWrite && (
          <Button size="small" variant="primary" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden="true" />
            {t('invite')}
          </Button>
        )}
      </SectionHeader>
      <QueryView query={members} skeleton={<SkeletonRows rows={3} />}>
        {({ items }) => (
          <Table label={t('title')}>
            <TableHead>
              <TableRow>
                <TableHeader>{t('person')}</TableHeader>
                <TableHeader>{t('role')}</TableHeader>
                <TableHeader className="@max-2xl:hidden">{t('teams')}</TableHeader>
                <TableHeader className="@max-3xl:hidden">{t('joined')}</TableHeader>
                <TableActionsHeader />
              </TableRow>
            </TableHead>
            <TableBody>
              {items.map((member) => (
                <TableRow key={member.id}>
                  <TableCell fill>
                    <p className="font-medium wrap-anywhere">
                      {member.name}
                      {member.id === user.id && (
                        <span className="ml-2 text-xs font-normal text-muted-foreground">{t('you')}</span>
                      )}
                    </p>
                    <p className="text-xs wrap-anywhere text-muted-foreground">{member.email}</p>
                  </TableCell>
                  <TableCell>
                    <Badge tone={member.role === 'owner' ? 'thread' : 'neutral'}>
                      {t(`roles.${member.role}`)}
                    </Badge>
                  </TableCell>
                  <TableCell className="max-w-56 truncate text-muted-foreground @max-2xl:hidden">
                    {member.teams.map((team) => team.name).join(', ') || '–'}
                  </TableCell>
                  <TableCell className="whitespace-nowrap text-muted-foreground @max-3xl:hidden">
                    <Time value={member.joinedAt} to="date" />
                  </TableCell>
                  <TableActionsCell>
                    {mayWrite && (
                      <RowMenu
                        label={t('actionsFor', { name: member.name })}
                        actions={[
                          { label: t('edit'), Icon: UserRoundCog, onSelect: () => setEditing(member) },
                          {
                            label: t('remove'),
                            Icon: UserMinus,
                            danger: true,
                            onSelect: () => setRemoving(member),
                          },
                        ]}
                      />
                    )}
                  </TableActionsCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </QueryView>
      {mayWrite && <InvitationList />}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
      <MemberDialog member={editing} onClose={() => setEditing(undefined)} />
      <RemoveMemberDialog member={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}
