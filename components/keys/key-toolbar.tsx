'use client';

import { useQuery } from '@tanstack/react-query';
import { Clock, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Outputs } from '@/components/api/trpc';
import { useTRPC } from '@/components/api/trpc';
import { ChoiceFilter } from '@/components/filters/choice-filter';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { SearchField } from '@/components/ui/search-field';
import { Switch } from '@/components/ui/switch';
import type { KeyView } from './use-key-view';

type KeyToolbarProps = {
  view: KeyView;
  /** Of the keys that search and team leave. */
  counts: Outputs['keys']['count'] | undefined;
};

/** Finds keys among many, and brings back those that have ended. */
export function KeyToolbar({ view, counts }: KeyToolbarProps) {
  const t = useTranslations('keys');
  const trpc = useTRPC();
  const tenant = useTenant();
  const endedId = useId();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const options = (teams.data?.items ?? []).map((team) => ({ value: team.id, label: team.name }));
  const expiring = counts?.expiring ?? 0;
  return (
    <div className="mb-4 flex min-h-10 flex-wrap items-center gap-2">
      <SearchField
        label={t('searchLabel')}
        placeholder={t('search')}
        value={view.search}
        onValueChange={(search) => view.change({ search })}
        className="min-w-52 flex-1 basis-64 sm:max-w-md"
      />
      {(options.length > 1 || view.team.length > 0) && (
        <ChoiceFilter
          label={t('team')}
          options={options}
          selected={view.team}
          onChange={(team) => view.change({ team })}
        />
      )}
      {(expiring > 0 || view.expiring) && (
        <Button
          aria-pressed={view.expiring}
          onClick={() => view.change({ expiring: !view.expiring })}
          className="aria-pressed:border-warning/60 aria-pressed:bg-warning-soft aria-pressed:text-warning"
        >
          <Clock aria-hidden="true" />
          {t('expiringSoon', { count: expiring })}
        </Button>
      )}
      {view.isFiltered && (
        <Button variant="ghost" onClick={view.clear}>
          <X aria-hidden="true" />
          {t('clearFilters')}
        </Button>
      )}
      {((counts?.ended ?? 0) > 0 || view.ended) && !view.expiring && (
        <div className="ml-auto flex h-10 items-center gap-2.5">
          <Label htmlFor={endedId} className="text-muted-foreground">
            {t('showEnded', { count: counts?.ended ?? 0 })}
          </Label>
          <Switch id={endedId} checked={view.ended} onCheckedChange={(ended) => view.change({ ended })} />
        </div>
      )}
    </div>
  );
}
