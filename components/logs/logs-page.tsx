'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useEffect, useState } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { LiveButton } from './live-button';
import { LogColumnsMenu } from './log-columns-menu';
import { LogExportMenu } from './log-export-menu';
import { LogFilters } from './log-filters';
import { LogGrid } from './log-grid';
import { LogListEnd } from './log-list-end';
import { LogSheet } from './log-sheet';
import { NewLogsPill } from './new-logs-pill';
import { NoLogs } from './no-logs';
import { OrderedNote } from './ordered-note';
import { useLiveLogs } from './use-live-logs';
import { useLogColumns } from './use-log-columns';
import { useLogFilter } from './use-log-filter';
import { useLogList } from './use-log-list';
import { ViewsMenu } from './views/views-menu';

/** Nearer to the page's top than this, new rows move nothing that somebody reads. */
const topPx = 80;
/** So many rows before the end, the next ones are asked for. */
const nearEnd = 10;
const isAtTop = () => window.scrollY < topPx;

export function LogsPage() {
  const t = useTranslations('logs');
  const address = useSearchParams();
  const [requestId, setRequestId] = useQueryState('request', parseAsString.withOptions({ history: 'push' }));
  const view = useLogFilter();
  const list = useLogList(view.input);
  const columns = useLogColumns();
  const [isLive, setIsLive] = useState(true);
  const { rows, waiting, isBehind, reload, more, dispatch } = list;
  const isOrdered = view.address.sort !== 'time';
  const mayFollow = !isOrdered && view.range.free === null;
  useLiveLogs(list, view.input, isLive && mayFollow, isAtTop);

  const showWaiting = useCallback(() => {
    if (isBehind) reload();
    else dispatch({ type: 'show' });
  }, [isBehind, reload, dispatch]);
  // Who comes back to the top sees what has appeared meanwhile.
  const hasWaiting = waiting.length > 0;
  useEffect(() => {
    if (!hasWaiting) return;
    const look = () => isAtTop() && showWaiting();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [hasWaiting, showWaiting]);

  const open = useCallback((id: string) => void setRequestId(id), [setRequestId]);
  const hrefOf = useCallback(
    (id: string) => {
      const query = new URLSearchParams(address);
      query.set('request', id);
      return `?${query}`;
    },
    [address],
  );
  const at = requestId === null ? -1 : rows.findIndex(({ id }) => id === requestId);
  const openAt = (index: number) => {
    const log = at < 0 ? undefined : rows[index];
    return log && (() => void setRequestId(log.id, { history: 'replace' }));
  };

  // Who steps from request to request in the drawer comes to the end of the list too.
  const isNearEnd = at >= 0 && at >= rows.length - nearEnd;
  useEffect(() => {
    if (isNearEnd) more();
  }, [isNearEnd, more]);

  function showNew() {
    window.scrollTo({ top: 0 });
    showWaiting();
  }

  const isEmpty = rows.length === 0 && list.phase === 'resting' && list.nextCursor === null;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <ViewsMenu />
            <LiveButton isOn={isLive} isPossible={mayFollow} onToggle={() => setIsLive(!isLive)} />
            <LogColumnsMenu columns={columns} className="max-sm:hidden" />
            <LogExportMenu input={view.input} />
          </>
        }
      />
      <LogFilters view={view} onOpenRequest={open} />
      {isOrdered && list.searchedTo !== null && <OrderedNote since={list.searchedTo} />}
      <NewLogsPill count={waiting.length} isMore={isBehind} onShow={showNew} />
      {list.asOf === null && list.phase === 'begun' ? (
        <SkeletonRows rows={10} />
      ) : isEmpty ? (
        <NoLogs isFiltered={view.isFiltered} onClear={view.clear} />
      ) : (
        <LogGrid
          rows={rows}
          hasMore={list.nextCursor !== null}
          columns={columns.chosen}
          sorting={{ sort: view.address.sort, order: view.address.order, onSort: view.sortBy }}
          hrefOf={hrefOf}
          openId={requestId}
          onOpen={open}
          onEnd={more}
          fresh={list.fresh}
          isStale={list.phase === 'begun'}
          footer={<LogListEnd list={list} isOrdered={isOrdered} />}
        />
      )}
      <LogSheet
        requestId={requestId}
        onClose={() => void setRequestId(null)}
        next={openAt(at + 1)}
        previous={at > 0 ? openAt(at - 1) : undefined}
      />
    </>
  );
}
