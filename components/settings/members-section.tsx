'use client';

import { UserPlus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { useState } from 'react';
import { MoreButton } from '@/components/api/more-button';
import { QueryView } from '@/components/api/query-view';
import { useMay } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchField } from '@/components/ui/search-field';
import { SectionHeader } from '@/components/ui/section-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDebounced } from '@/components/ui/use-debounced';
import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';
import { type Member, MemberDialog } from './member-dialog';
import { MemberTable } from './member-table';
import { RemoveMemberDialog } from './remove-member-dialog';
import { TeamlessNotice } from './teamless-notice';
import { useMembers } from './use-members';

/** As many as the eye takes in; more want searching. */
const mostWithoutSearch = 10;

export function MembersSection() {
  const t = useTranslations('settings.members');
  const mayWrite = useMay('members:write');
  const [search, setSearch] = useState('');
  const [withoutTeam, setWithoutTeam] = useState(false);
  const [inviting, setInviting] = useQueryState('invite', parseAsBoolean.withDefault(false));
  const [editing, setEditing] = useState<Member>();
  const [removing, setRemoving] = useState<Member>();
  const settled = useDebounced(search.trim());
  const members = useMembers({ ...(settled && { search: settled }), withoutTeam });
  const isNarrowed = settled !== '' || withoutTeam;
  const shown = members.data?.pages[0]?.items.length ?? 0;
  return (
    <>
      <SectionHeader title={t('title')} description={t('description')}>
        {mayWrite && (
          <Button size="small" variant="primary" onClick={() => void setInviting(true)}>
            <UserPlus aria-hidden="true" />
            {t('invite')}
          </Button>
        )}
      </SectionHeader>
      {mayWrite && !withoutTeam && <TeamlessNotice onShow={() => setWithoutTeam(true)} />}
      {(isNarrowed || search !== '' || shown > mostWithoutSearch) && (
        <div className="mb-4 flex flex-wrap items-center gap-2">
          <SearchField
            label={t('searchLabel')}
            placeholder={t('search')}
            value={search}
            onValueChange={setSearch}
            className="min-w-52 flex-1 sm:max-w-sm"
          />
          {withoutTeam && (
            <Button onClick={() => setWithoutTeam(false)}>
              <X aria-hidden="true" />
              {t('teamless.filter')}
            </Button>
          )}
        </div>
      )}
      <QueryView query={members} skeleton={<SkeletonRows rows={3} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <EmptyState
              title={t('nobodyMatches')}
              description={t('nobodyMatchesDescription')}
              action={
                <Button
                  onClick={() => {
                    setSearch('');
                    setWithoutTeam(false);
                  }}
                >
                  {t('showAll')}
                </Button>
              }
            />
          ) : (
            <MemberTable members={items} onEdit={setEditing} onRemove={setRemoving} />
          );
        }}
      </QueryView>
      <MoreButton query={members} />
      {mayWrite && <InvitationList />}
      <InviteDialog open={inviting && mayWrite} onClose={() => void setInviting(null)} />
      <MemberDialog member={editing} onClose={() => setEditing(undefined)} />
      <RemoveMemberDialog member={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}
