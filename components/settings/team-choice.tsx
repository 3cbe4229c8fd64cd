'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Checkbox } from '@/components/ui/checkbox';

type TeamChoiceProps = { chosen: readonly string[]; onChange: (teamIds: readonly string[]) => void };

/** Which teams a person belongs to. */
export function TeamChoice({ chosen, onChange }: TeamChoiceProps) {
  const t = useTranslations('settings.members');
  const id = useId();
  const trpc = useTRPC();
  const tenant = useTenant();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  return (
    <fieldset>
      <legend className="mb-2 text-[13px] leading-none font-medium">{t('teams')}</legend>
      <ul className="max-h-48 overflow-y-auto rounded-md border p-1">
        {(teams.data?.items ?? []).map((team) => (
          <li key={team.id} className="flex items-center gap-2.5 rounded px-2 py-1.5 hover:bg-muted/60">
            <Checkbox
              id={`${id}-${team.id}`}
              checked={chosen.includes(team.id)}
              onCheckedChange={(checked) =>
                onChange(
                  checked === true ? [...chosen, team.id] : chosen.filter((teamId) => teamId !== team.id),
                )
              }
            />
            <label htmlFor={`${id}-${team.id}`} className="flex-1 text-sm">
              {team.name}
            </label>
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-xs text-muted-foreground">{t('teamsHint')}</p>
    </fieldset>
  );
}
