'use client';

import { useQuery } from '@tanstack/react-query';
import { Download, Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { useExportLogs } from './use-export-logs';
import { outcomes, type useLogFilter } from './use-log-filter';

/** Radix's select knows no empty value. */
const any = 'any';

type LogFiltersProps = {
  view: ReturnType<typeof useLogFilter>;
  /** Further buttons, at the end. */
  children: ReactNode;
};

export function LogFilters({ view, children }: LogFiltersProps) {
  const t = useTranslations('logs');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayReadChannels = useMay('channels:read');
  const keys = useQuery(trpc.keys.list.queryOptions({ tenant }));
  const channels = useQuery(trpc.channels.list.queryOptions({ tenant }, { enabled: mayReadChannels }));
  const [search, setSearch] = useState(view.filter.search);
  const exportLogs = useExportLogs();
  useEffect(() => setSearch(view.filter.search), [view.filter.search]);

  function submit(event: FormEvent) {
    event.preventDefault();
    view.change({ search: search.trim() });
  }

  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <form onSubmit={submit} className="relative min-w-52 flex-1 basis-64">
        <Search
          aria-hidden="true"
          className="absolute top-1/2 left-3 -translate-y-1/2 size-4 text-muted-foreground"
        />
        <Input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onBlur={() => search.trim() !== view.filter.search && view.change({ search: search.trim() })}
          className="pl-9"
        />
      </form>
      <Segmented
        aria-label={t('status')}
        value={view.filter.outcome}
        onValueChange={(outcome) => view.change({ outcome })}
        options={outcomes.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) }))}
      />
      <Select
        aria-label={t('key')}
        value={view.filter.key || any}
        onValueChange={(key) => view.change({ key: key === any ? '' : key })}
        options={[
          { value: any, label: t('anyKey') },
          ...(keys.data?.items ?? []).map((key) => ({
            value: key.id,
            label: key.name,
            hint: `${key.prefix}…`,
          })),
        ]}
        className="w-40 max-sm:order-last max-sm:w-[calc(50%-0.25rem)]"
      />
      {mayReadChannels && (
        <Select
          aria-label={t('channel')}
          value={view.filter.channel || any}
          onValueChange={(channel) => view.change({ channel: channel === any ? '' : channel })}
          options={[
            { value: any, label: t('anyChannel') },
            ...(channels.data?.items ?? []).map((channel) => ({ value: channel.id, label: channel.name })),
          ]}
          className="w-40 max-sm:order-last max-sm:w-[calc(50%-0.25rem)]"
        />
      )}
      {view.isFiltered && (
        <Button variant="ghost" onClick={view.clear} className="max-sm:order-last">
          <X aria-hidden="true" />
          {t('clearFilters')}
        </Button>
      )}
      <Button pending={exportLogs.pending} onClick={() => void exportLogs.run(view.input)}>
        {!exportLogs.pending && <Download aria-hidden="true" />}
        CSV
      </Button>
      {children}
    </div>
  );
}
