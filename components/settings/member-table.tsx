'use client';

import { UserMinus, UserRoundCog } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Time } from '@/components/format/time';
import { useMay, useSession } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RowMenu } from '@/components/ui/row-menu';
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
import type { Member } from './member-dialog';

type MemberTableProps = {
  members: readonly Member[];
  onEdit: (member: Member) => void;
  onRemove: (member: Member) => void;
};

export function MemberTable({ members, onEdit, onRemove }: MemberTableProps) {
  const t = useTranslations('settings.members');
  const { user } = useSession();
  const mayWrite = useMay('members:write');
  return (
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
        {members.map((member) => {
          const teams = <MemberTeams member={member} onEdit={onEdit} />;
          return (
            <TableRow key={member.id}>
              <TableCell fill>
                <p className="font-medium wrap-anywhere">
                  {member.name}
                  {member.id === user.id && (
                    <span className="ml-2 text-xs font-normal text-muted-foreground">{t('you')}</span>
                  )}
                </p>
                <p className="text-xs wrap-anywhere text-muted-foreground">{member.email}</p>
                <div className="mt-1.5 @2xl:hidden">{teams}</div>
              </TableCell>
              <TableCell>
                <Badge tone={member.role === 'owner' ? 'thread' : 'neutral'}>
                  {t(`roles.${member.role}`)}
                </Badge>
              </TableCell>
              <TableCell className="max-w-80 @max-2xl:hidden">{teams}</TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground @max-3xl:hidden">
                <Time value={member.joinedAt} to="date" />
              </TableCell>
              <TableActionsCell>
                {mayWrite && (
                  <RowMenu
                    label={t('actionsFor', { name: member.name })}
                    actions={[
                      { label: t('edit'), Icon: UserRoundCog, onSelect: () => onEdit(member) },
                      {
                        label: t('remove'),
                        Icon: UserMinus,
                        danger: true,
                        onSelect: () => onRemove(member),
                      },
                    ]}
                  />
                )}
              </TableActionsCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** As many as stand on two lines; the rest is counted. */
const mostChips = 4;

/** A member's teams; where owners have to give them one, they are told, and can. */
function MemberTeams({ member, onEdit }: { member: Member; onEdit: (member: Member) => void }) {
  const t = useTranslations('settings.members');
  const mayWrite = useMay('members:write');
  if (member.teams.length === 0) {
    if (member.role === 'owner') return <span className="text-muted-foreground">{t('allTeams')}</span>;
    // A member sees only their own teams: of others it is not known.
    if (!mayWrite) return <span className="text-muted-foreground">–</span>;
    return (
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone="warning" dot className="h-auto py-0.5 whitespace-normal">
          {t('teamless.badge')}
        </Badge>
        <Button size="small" onClick={() => onEdit(member)}>
          {t('teamless.add')}
        </Button>
      </div>
    );
  }
  const rest = member.teams.slice(mostChips);
  return (
    <ul className="flex flex-wrap gap-1">
      {member.teams.slice(0, mostChips).map((team) => (
        <li key={team.id} className="max-w-full">
          <Badge tone="outline" className="max-w-56">
            <span title={team.name} className="truncate">
              {team.name}
            </span>
          </Badge>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Badge title={rest.map(({ name }) => name).join(', ')}>+{rest.length}</Badge>
        </li>
      )}
    </ul>
  );
}
