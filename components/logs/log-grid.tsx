'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cn } from '@/components/ui/class-names';
import { fitColumns, type LogColumnName, logColumns } from './log-columns';
import { LogHead, type LogSorting } from './log-head';
import type { Log } from './log-list-state';
import { LogRow } from './log-row';
import { useLogFormats } from './use-log-formats';
import { useRowKeys } from './use-row-keys';

/** As the rows' classes have it, in pixels. */
const wideRow = 48;
const narrowRow = 64;
/** A narrower frame has no columns. */
const narrowFrame = 560;
/** What stays in sight above the rows: the head, and on small screens the bar. */
const coveredTop = 36 + 56;
/** So many rows before the end, the next ones are asked for. */
const ahead = 30;

type LogGridProps = {
  rows: readonly Log[];
  /** There may be more than these. */
  hasMore: boolean;
  columns: readonly LogColumnName[];
  sorting: LogSorting;
  hrefOf: (id: string) => string;
  openId: string | null;
  onOpen: (id: string) => void;
  onEnd: () => void;
  fresh: ReadonlySet<string>;
  /** The rows are those of a search before. */
  isStale: boolean;
  /** Stands under the last row. */
  footer: ReactNode;
};

/** A list of any length: the page holds those rows only that are in sight, and scrolls as if it held all. */
export function LogGrid(props: LogGridProps) {
  const { rows, hasMore, columns: chosen, sorting, hrefOf, openId, onOpen, onEnd, fresh, isStale } = props;
  const t = useTranslations('logs');
  const formats = useLogFormats();
  const frame = useRef<HTMLDivElement>(null);
  const { width, top } = usePlace(frame);
  const columns = useMemo(() => (width < narrowFrame ? null : fitColumns(chosen, width)), [chosen, width]);
  const size = columns ? wideRow : narrowRow;
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => size,
    overscan: 8,
    scrollMargin: top,
    scrollPaddingStart: coveredTop,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: all rows have another height.
  useEffect(() => virtualizer.measure(), [virtualizer, size]);
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const lastIndex = last?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastIndex >= rows.length - ahead) onEnd();
  }, [hasMore, lastIndex, rows.length, onEnd]);

  // The list follows who steps through it in the drawer.
  const openIndex = openId === null ? -1 : rows.findIndex(({ id }) => id === openId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where another one is opened, not where rows come in above.
  useEffect(() => {
    if (openIndex >= 0) virtualizer.scrollToIndex(openIndex, { align: 'auto' });
  }, [openId]);

  const { reachable, onFocus, onKeyDown } = useRowKeys(rows, frame, (index) =>
    virtualizer.scrollToIndex(index, { align: 'auto' }),
  );

  return (
    <div
      ref={frame}
      className={cn(
        'overflow-clip rounded-lg border bg-surface shadow-card transition-opacity',
        isStale && 'opacity-60',
      )}
    >
      {width > 0 && (
        <table
          aria-label={t('title')}
          aria-rowcount={hasMore ? -1 : rows.length + 1}
          aria-busy={isStale || undefined}
          className="w-full table-fixed border-collapse"
        >
          {columns && (
            <colgroup>
              {columns.map((column) => (
                <col key={column} style={{ width: logColumns[column].width }} />
              ))}
            </colgroup>
          )}
          <LogHead columns={columns} sorting={sorting} />
          <tbody onKeyDown={onKeyDown}>
            <Gap height={(first?.start ?? top) - top} />
            {items.map((item) => {
              const log = rows[item.index];
              return (
                log && (
                  <LogRow
                    key={log.id}
                    log={log}
                    index={item.index}
                    columns={columns}
                    formats={formats}
                    href={hrefOf(log.id)}
                    isReachable={log.id === reachable}
                    isOpen={log.id === openId}
                    isFresh={fresh.has(log.id)}
                    onOpen={onOpen}
                    onFocus={onFocus}
                  />
                )
              );
            })}
            <Gap height={virtualizer.getTotalSize() + top - (last?.end ?? top)} />
          </tbody>
        </table>
      )}
      {props.footer}
    </div>
  );
}

/** Takes the place of rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return height > 0 ? (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without anything in it takes no focus.
    <tr aria-hidden="true" style={{ height }}>
      <td className="p-0" />
    </tr>
  ) : null;
}

/** How wide an element is, and how far its top is from the page's. */
function usePlace(element: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    const measure = () => {
      const { width, top } = node.getBoundingClientRect();
      const next = { width: Math.round(width) - 2, top: Math.round(top + window.scrollY) };
      setPlace((before) => (before.width === next.width && before.top === next.top ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    // What stands above it may grow: a line of filters more.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return place;
}
