'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTenant } from '@/components/shell/session';
import { CheckboxList } from '@/components/ui/checkbox-list';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import type { Role } from './role-field';
import type { useTeamChoice } from './use-team-choice';

/** As many as the eye takes in; more want searching. */
const mostWithoutSearch = 10;

type TeamChoiceProps = { choice: ReturnType<typeof useTeamChoice>; role: Role };

/** Which teams a person belongs to. A member without one is let in, but can do nothing: that is said. */
export function TeamChoice({ choice: { teams, chosen, choose }, role }: TeamChoiceProps) {
  const t = useTranslations('settings.members');
  const [search, setSearch] = useState('');
  const isTeamless = role === 'member' && chosen.length === 0;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-[13px] leading-none font-medium">{t('teams')}</legend>
      <QueryView query={teams} skeleton={<Skeleton className="h-24" />}>
        {({ items }) => {
          const found = items.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
          return items.length === 0 ? (
            <NoTeamYet />
          ) : (
            <div className="flex flex-col gap-2">
              {items.length > mostWithoutSearch && (
                <Input
                  type="search"
                  aria-label={t('findTeam')}
                  placeholder={t('findTeam')}
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                />
              )}
              <CheckboxList
                options={found.map((team) => ({ value: team.id, label: team.name }))}
                chosen={chosen}
                onChange={choose}
              />
            </div>
          );
        }}
      </QueryView>
      <p
        role="status"
        className={`mt-1.5 text-xs leading-relaxed ${isTeamless ? 'text-warning' : 'text-muted-foreground'}`}
      >
        {t(role === 'owner' ? 'teamsHint' : isTeamless ? 'teamless.choose' : 'teamsHintForMembers')}
      </p>
    </fieldset>
  );
}

function NoTeamYet() {
  const t = useTranslations('settings.members');
  const tenant = useTenant();
  return (
    <p className="rounded-md border border-dashed px-3 py-2.5 text-sm text-muted-foreground">
      {t.rich('noTeamYet', {
        link: (text) => (
          <Link href={`/${tenant}/settings?tab=teams`} className="link-thread">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}
