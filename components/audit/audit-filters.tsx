'use client';

import { useQuery } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import { ChoiceFilter } from '@/components/filters/choice-filter';
import { TimeRangePicker } from '@/components/filters/time-range-picker';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { AuditExportMenu } from './audit-export-menu';
import { auditNouns, auditVerbs } from './known-operations';
import { useActorName } from './use-actor-name';
import type { AuditFilterState } from './use-audit-filter';

export function AuditFilters({ filter }: { filter: AuditFilterState }) {
  const t = useTranslations('audit');
  const trpc = useTRPC();
  const tenant = useTenant();
  const actorName = useActorName();
  const actors = useQuery(trpc.audit.actors.queryOptions({ tenant }));
  const { chosen, change } = filter;
  return (
    <div className="mb-5 flex flex-wrap items-center gap-2">
      <div className="relative min-w-52 flex-1 basis-64">
        <Search
          aria-hidden="true"
          className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={100}
          value={chosen.search}
          onChange={(event) => change({ search: event.target.value })}
          className="pl-9"
        />
      </div>
      <ChoiceFilter
        label={t('person')}
        options={(actors.data?.items ?? []).map(({ name, type, label }) => ({
          value: name,
          label: actorName({ actorType: type, actorName: name, actorLabel: label }),
          hint: label === null ? undefined : name,
        }))}
        selected={chosen.person}
        onChange={(person) => change({ person })}
      />
      <ChoiceFilter
        label={t('verb')}
        options={auditVerbs.map((verb) => ({ value: verb, label: t(`verbs.${verb}`) }))}
        selected={chosen.verb}
        onChange={(verb) => change({ verb })}
      />
      <ChoiceFilter
        label={t('noun')}
        options={auditNouns.map((noun) => ({ value: noun, label: t(`nouns.${noun}`) }))}
        selected={chosen.noun}
        onChange={(noun) => change({ noun })}
      />
      <TimeRangePicker state={filter.range} withRefresh={false} />
      {filter.isNarrowed && (
        <Button variant="ghost" onClick={filter.clear}>
          <X aria-hidden="true" />
          {t('clear')}
        </Button>
      )}
      <AuditExportMenu input={filter.input} disabled={filter.isImpossible} />
    </div>
  );
}
