'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { MoreButton } from '@/components/api/more-button';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDebounced } from '@/components/ui/use-debounced';
import { BudgetDeeds } from './budget-deeds';
import { BudgetDialog } from './budget-dialog';
import { BudgetEvents } from './budget-events';
import { BudgetSheet } from './budget-sheet';
import { type BudgetAction, BudgetTable } from './budget-table';
import type { Budget } from './standing';
import { useBudgetPages } from './use-budget-pages';

const places = ['all', 'tenant', 'team', 'key'] as const;
const anyTeam = 'any';

export function BudgetsPage() {
  const t = useTranslations('budgets');
  const mayWrite = useMay('rules:write');
  const [view, setView] = useQueryStates({
    place: parseAsStringLiteral(places).withDefault('all'),
    team: parseAsString,
    model: parseAsString.withDefault(''),
    create: parseAsBoolean.withDefault(false),
  });
  const [open, setOpen] = useState<{ action: BudgetAction; budget: Budget }>();
  const budgetFor = (action: BudgetAction) => (open?.action === action ? open.budget : undefined);
  const close = () => setOpen(undefined);
  const model = useDebounced(view.model.trim());
  const budgets = useBudgetPages({
    ...(view.place !== 'all' && { place: view.place }),
    ...(view.team && { teamId: view.team }),
    ...(model !== '' && { model }),
  });
  const isFiltered = view.place !== 'all' || view.team !== null || model !== '';
  const createButton = mayWrite && (
    <Button variant="primary" onClick={() => void setView({ create: true })}>
      <Plus aria-hidden="true" />
      {t('create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={createButton} />
      <div className="mb-4 flex min-h-10 flex-wrap items-center gap-2">
        <Segmented
          aria-label={t('of')}
          value={view.place}
          onValueChange={(place) => void setView({ place: place === 'all' ? null : place })}
          options={places.map((value) => ({ value, label: t(`placeFilters.${value}`) }))}
        />
        <TeamFilter value={view.team} onChange={(team) => void setView({ team })} />
        <SearchField
          label={t('model')}
          value={view.model}
          onValueChange={(next) => void setView({ model: next === '' ? null : next })}
          className="min-w-40 flex-1 basis-40 sm:max-w-56"
        />
        {isFiltered && (
          <Button variant="ghost" onClick={() => void setView({ place: null, team: null, model: null })}>
            <X aria-hidden="true" />
            {t('clearFilters')}
          </Button>
        )}
      </div>
      <QueryView query={budgets} skeleton={<SkeletonRows />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return isFiltered ? (
              <EmptyState title={t('nothingMatches')} description={t('nothingMatchesDescription')} />
            ) : (
              <EmptyState title={t('empty')} description={t('emptyDescription')} action={createButton} />
            );
          }
          return (
            <>
              <BudgetTable budgets={items} onAction={(action, budget) => setOpen({ action, budget })} />
              <MoreButton query={budgets} />
              <Card className="mt-6">
                <CardHeader title={t('events')} description={t('eventsDescription')} />
                <CardBody>
                  <BudgetEvents />
                </CardBody>
              </Card>
            </>
          );
        }}
      </QueryView>
      <BudgetSheet budget={budgetFor('open')} onClose={close} />
      <BudgetDialog
        budget={view.create ? 'new' : budgetFor('edit')}
        onClose={() => {
          close();
          void setView({ create: null });
        }}
      />
      <BudgetDeeds deed={deedOf(open)} onClose={close} />
    </>
  );
}

function deedOf(open: { action: BudgetAction; budget: Budget } | undefined) {
  if (open?.action !== 'reset' && open?.action !== 'delete') return undefined;
  return { action: open.action, budget: open.budget };
}

type TeamFilterProps = { value: string | null; onChange: (team: string | null) => void };

function TeamFilter({ value, onChange }: TeamFilterProps) {
  const t = useTranslations('budgets');
  const trpc = useTRPC();
  const tenant = useTenant();
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant }));
  const items = teams.data?.items ?? [];
  if (items.length < 2 && value === null) return null;
  return (
    <Select
      aria-label={t('team')}
      className="w-44"
      value={value ?? anyTeam}
      onValueChange={(team) => onChange(team === anyTeam ? null : team)}
      options={[
        { value: anyTeam, label: t('anyTeam') },
        ...items.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
