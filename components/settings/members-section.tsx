'use client';

import { useQuery } from '@tanstack/react-query';
import { MoreHorizontal, UserMinus, UserPlus, UserRoundCog } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { useMay, useSession } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';
import { type Member, MemberDialog } from './member-dialog';
import { RemoveMemberDialog } from './remove-member-dialog';
import { SectionHeader } from './section-header';

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
                <TableHeader className="max-sm:hidden">{t('teams')}</TableHeader>
                <TableHeader className="max-md:hidden">{t('joined')}</TableHeader>
                <TableHeader>
                  <span className="sr-only">{t('actions')}</span>
                </TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {items.map((member) => (
                <TableRow key={member.id}>
                  <TableCell>
                    <p className="font-medium">
                      {member.name}
                      {member.id === user.id && (
                        <span className="ml-2 text-xs font-normal text-muted-foreground">{t('you')}</span>
                      )}
                    </p>
                    <p className="text-xs text-muted-foreground">{member.email}</p>
                  </TableCell>
                  <TableCell>
                    <Badge tone={member.role === 'owner' ? 'thread' : 'neutral'}>
                      {t(`roles.${member.role}`)}
                    </Badge>
                  </TableCell>
                  <TableCell className="max-w-56 truncate text-muted-foreground max-sm:hidden">
                    {member.teams.map((team) => team.name).join(', ') || '–'}
                  </TableCell>
                  <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
                    <Time value={member.joinedAt} to="date" />
                  </TableCell>
                  <TableCell className="text-right">
                    {mayWrite && (
                      <DropdownMenu>
                        <DropdownMenuTrigger asChild>
                          <Button
                            variant="ghost"
                            size="iconSmall"
                            aria-label={t('actionsFor', { name: member.name })}
                          >
                            <MoreHorizontal aria-hidden="true" />
                          </Button>
                        </DropdownMenuTrigger>
                        <DropdownMenuContent align="end">
                          <DropdownMenuItem onSelect={() => setEditing(member)}>
                            <UserRoundCog aria-hidden="true" />
                            {t('edit')}
                          </DropdownMenuItem>
                          <DropdownMenuItem danger onSelect={() => setRemoving(member)}>
                            <UserMinus aria-hidden="true" />
                            {t('remove')}
                          </DropdownMenuItem>
                        </DropdownMenuContent>
                      </DropdownMenu>
                    )}
                  </TableCell>
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
