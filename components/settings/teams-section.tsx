'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { NoTeam } from '@/components/access/no-team';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
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
import { type Team, TeamDialog } from './team-dialog';

export function TeamsSection() {
  const t = useTranslations('settings.teams');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('teams:write');
  const [editing, setEditing] = useState<Team | 'new'>();
  const [deleting, setDeleting] = useState<Team>();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const remove = useMutation(
    trpc.teams.delete.mutationOptions({
      onSuccess: () => void toast.success(t('deleted', { name: deleting?.name ?? '' })),
      onSettled: () => setDeleting(undefined),
    }),
  );
  return (
    <>
      <SectionHeader title={t('title')} description={t(mayWrite ? 'description' : 'descriptionForMembers')}>
        {mayWrite && (
          <Button size="small" variant="primary" onClick={() => setEditing('new')}>
            <Plus aria-hidden="true" />
            {t('create')}
          </Button>
        )}
      </SectionHeader>
      <QueryView query={teams} skeleton={<SkeletonRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            mayWrite ? (
              <EmptyState title={t('empty')} description={t('emptyDescription')} />
            ) : (
              <NoTeam />
            )
          ) : (
            <Table label={t('title')}>
              <TableHead>
                <TableRow>
                  <TableHeader>{t('name')}</TableHeader>
                  <TableHeader className="@max-2xl:hidden">{t('slug')}</TableHeader>
                  <TableHeader className="text-right">{t('members')}</TableHeader>
                  <TableHeader className="text-right">{t('keys')}</TableHeader>
                  <TableActionsHeader />
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map((team) => (
                  <TableRow key={team.id}>
                    <TableCell fill className="font-medium">
                      <p className="wrap-anywhere">{team.name}</p>
                    </TableCell>
                    <TableCell className="max-w-36 truncate font-mono text-xs text-muted-foreground @4xl:max-w-72 @max-2xl:hidden">
                      {team.slug}
                    </TableCell>
                    <TableCell className="tabular text-right">{team.memberCount}</TableCell>
                    <TableCell className="tabular text-right">{team.activeKeyCount}</TableCell>
                    <TableActionsCell>
                      {mayWrite && (
                        <RowMenu
                          label={t('actionsFor', { name: team.name })}
                          actions={[
                            { label: t('edit'), Icon: Pencil, onSelect: () => setEditing(team) },
                            {
                              label: t('delete'),
                              Icon: Trash2,
                              danger: true,
                              onSelect: () => setDeleting(team),
                            },
                          ]}
                        />
                      )}
                    </TableActionsCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )
        }
      </QueryView>
      <TeamDialog team={editing} onClose={() => setEditing(undefined)} />
      <ConfirmDialog
        open={deleting !== undefined}
        onOpenChange={(open) => !open && setDeleting(undefined)}
        title={t('deleteTitle', { name: deleting?.name ?? '' })}
        description={t('deleteDescription')}
        action={t('delete')}
        pending={remove.isPending}
        onConfirm={() => deleting && remove.mutate({ tenant, id: deleting.id })}
      />
    </>
  );
}
