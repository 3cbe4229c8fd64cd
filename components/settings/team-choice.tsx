'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { CheckboxList } from '@/components/ui/checkbox-list';
import { Skeleton } from '@/components/ui/skeleton';

type TeamChoiceProps = { chosen: readonly string[]; onChange: (teamIds: readonly string[]) => void };

/** Which teams a person belongs to. */
export function TeamChoice({ chosen, onChange }: TeamChoiceProps) {
  const t = useTranslations('settings.members');
  const trpc = useTRPC();
  const tenant = useTenant();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-[13px] leading-none font-medium">{t('teams')}</legend>
      <QueryView query={teams} skeleton={<Skeleton className="h-24" />}>
        {({ items }) => (
          <CheckboxList
            options={items.map((team) => ({ value: team.id, label: team.name }))}
            chosen={chosen}
            onChange={onChange}
          />
        )}
      </QueryView>
      <p className="mt-1.5 text-xs text-muted-foreground">{t('teamsHint')}</p>
    </fieldset>
  );
}
