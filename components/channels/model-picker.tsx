'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { SearchField } from '@/components/ui/search-field';
import { useGrowing } from '@/components/ui/use-growing';
import type { ModelListing, Provider } from './channel';
import { type ModelDraft, modelDraft, namesGivenTwice } from './channel-draft';
import { ModelByHand } from './model-by-hand';
import { ModelRowLine } from './model-row-line';
import { findRows, type ModelRow, modelRows } from './model-rows';
import { OutcomeNote } from './outcome-note';

/** As many as a channel may have. */
const mostModels = 500;
const rowsAtOnce = 60;

type ModelPickerProps = {
  models: readonly ModelDraft[];
  onChange: (models: readonly ModelDraft[]) => void;
  provider: Provider | undefined;
  /** What the provider said; undefined before it was asked. */
  listing: ModelListing | undefined;
  fetching: boolean;
  onFetch: () => void;
  problem: string | undefined;
};

/** Which models a channel serves: ticked in the provider's own list, or typed where that has them not. */
export function ModelPicker({
  models,
  onChange,
  provider,
  listing,
  fetching,
  onFetch,
  problem,
}: ModelPickerProps) {
  const t = useTranslations('channels');
  const [search, setSearch] = useState('');
  // What is chosen when a list comes stands first from then on.
  const [first, setFirst] = useState({ listing, names: namesOf(models), provider: provider?.id });
  if (first.listing !== listing || first.provider !== provider?.id) {
    setFirst({ listing, names: namesOf(models), provider: provider?.id });
  }
  const current = useRef({ models, onChange });
  current.current = { models, onChange };
  const listed = listing?.ok ? listing.items : undefined;
  const suggested = provider?.suggestedModels;
  const rows = useMemo(
    () => modelRows(models, listed, suggested ?? [], first.names),
    [models, listed, suggested, first.names],
  );
  const found = useMemo(() => findRows(rows, search), [rows, search]);
  const twice = useMemo(() => namesGivenTwice(models), [models]);
  const { count, hasMore, more } = useGrowing(found.length, rowsAtOnce, search);

  const toggle = useCallback((row: ModelRow) => {
    const { models, onChange } = current.current;
    onChange(
      row.draft
        ? models.filter(({ key }) => key !== row.draft?.key)
        : [...models, modelDraft(row.upstream, { facts: row.listed?.facts })],
    );
  }, []);
  const rename = useCallback((row: ModelRow, name: string) => {
    const { models, onChange } = current.current;
    onChange(models.map((model) => (model.key === row.draft?.key ? { ...model, name } : model)));
  }, []);

  const choosable = found.filter(({ draft, listed }) => !draft && listed?.chat !== false);
  const room = Math.max(0, mostModels - models.length);
  function chooseShown() {
    const added = choosable
      .slice(0, room)
      .map(({ upstream, listed }) => modelDraft(upstream, { facts: listed?.facts }));
    onChange([...models, ...added]);
  }
  function clearShown() {
    const shown = new Set(found.map(({ draft }) => draft?.key));
    onChange(models.filter(({ key }) => !shown.has(key)));
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2.5">
      <legend className="sr-only">{t('models')}</legend>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-[13px] font-medium">
          {t('models')}{' '}
          <span className="tabular font-normal text-muted-foreground">
            {t('modelsChosen', { count: models.length })}
          </span>
        </p>
        {!provider?.builtIn && (
          <Button size="small" disabled={!provider} pending={fetching} onClick={onFetch} data-remedy="models">
            {!fetching && <RefreshCw aria-hidden="true" />}
            {listing ? t('fetchAgain') : t('fetchModels')}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {listing?.ok && !provider?.builtIn && (
          <p className="text-xs text-muted-foreground">
            {t(listing.truncated ? 'fetchedFirst' : 'fetched', { count: listing.items.length })}
          </p>
        )}
        {listing && !listing.ok && (
          <OutcomeNote
            outcome={listing.outcome}
            durationMs={listing.durationMs}
            status={listing.status}
            said={listing.error?.said ?? null}
            message={listing.error?.message ?? null}
            more={t('typeInstead')}
          />
        )}
      </div>
      {rows.length > 0 && (
        <div className="overflow-hidden rounded-lg border">
          <div className="flex flex-wrap items-center gap-1.5 border-b bg-sunken/40 p-1.5">
            <SearchField
              small
              label={t('findModel')}
              value={search}
              onValueChange={setSearch}
              className="min-w-40 flex-1"
            />
            <Button
              size="small"
              variant="ghost"
              disabled={choosable.length === 0 || room === 0}
              onClick={chooseShown}
            >
              {t('chooseAll', { count: Math.min(room, choosable.length) })}
            </Button>
            <Button
              size="small"
              variant="ghost"
              disabled={!found.some(({ draft }) => draft)}
              onClick={clearShown}
            >
              {t('chooseNone')}
            </Button>
          </div>
          <ScrollRegion label={t('models')} className="max-h-80 overflow-y-auto">
            <ul>
              {found.slice(0, count).map((row) => (
                <ModelRowLine
                  key={row.key}
                  row={row}
                  twice={row.draft !== undefined && twice.has(row.draft.name.trim())}
                  onToggle={toggle}
                  onRename={rename}
                />
              ))}
            </ul>
            {hasMore && <div ref={more} className="h-11" />}
            {found.length === 0 && (
              <p className="px-3 py-6 text-center text-sm text-muted-foreground">{t('noModelFound')}</p>
            )}
          </ScrollRegion>
        </div>
      )}
      <ModelByHand
        taken={rows}
        onAdd={(names) => {
          setFirst({ ...first, names: [...names, ...first.names] });
          setSearch('');
          onChange([...models, ...names.slice(0, room).map((name) => modelDraft(name))]);
        }}
      />
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function namesOf(models: readonly ModelDraft[]): readonly string[] {
  return [...new Set(models.map(({ upstream }) => upstream))];
}
