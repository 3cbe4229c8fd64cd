'use client';

import { useTranslations } from 'next-intl';
import { SortableHeader } from '@/components/ui/sortable-header';
import {
  Table,
  TableActionsHeader,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { useGrowing } from '@/components/ui/use-growing';
import type { Model, ModelUse } from './model';
import { ModelRow } from './model-row';
import type { ModelColumn, ModelFilter } from './use-model-filter';

const rowsAtOnce = 80;

type ModelTableProps = {
  models: readonly Model[];
  use: ReadonlyMap<string, ModelUse>;
  providerName: (id: string) => string;
  filter: ModelFilter;
  onSort: (column: ModelColumn, descending: boolean) => void;
  onOpen: (name: string) => void;
};

export function ModelTable({ models, use, providerName, filter, onSort, onOpen }: ModelTableProps) {
  const t = useTranslations('models');
  const { sort, descending } = filter;
  const { count, hasMore, more } = useGrowing(models.length, rowsAtOnce, JSON.stringify(filter));

  /** Numbers begin with the largest, prices with the cheapest. */
  function header(column: ModelColumn, className?: string) {
    const largestFirst = column === 'context' || column === 'requests';
    return (
      <SortableHeader
        right={column !== 'name'}
        sorted={sort === column ? (descending ? 'descending' : 'ascending') : undefined}
        onSort={() => onSort(column, sort === column ? descending === null : largestFirst)}
        title={column === 'requests' || column === 'latency' ? t('lastWeek') : undefined}
        className={className}
      >
        {t(`columns.${column}`)}
      </SortableHeader>
    );
  }

  return (
    <Table label={t('title')}>
      <TableHead>
        <TableRow>
          {header('name')}
          <TableHeader className="@max-4xl:hidden">{t('capability')}</TableHeader>
          {header('context', '@max-3xl:hidden')}
          {header('input', '@max-2xl:hidden')}
          {header('output', '@max-2xl:hidden')}
          <TableHeader className="@max-5xl:hidden">{t('servedBy')}</TableHeader>
          {header('requests', '@max-3xl:hidden')}
          {header('latency', '@max-4xl:hidden')}
          <TableActionsHeader />
        </TableRow>
      </TableHead>
      <TableBody>
        {models.slice(0, count).map((model) => (
          <ModelRow
            key={model.name}
            model={model}
            use={use.get(model.name)}
            providerName={providerName}
            onOpen={onOpen}
          />
        ))}
        {hasMore && (
          <TableRow ref={more}>
            <TableCell colSpan={9} />
          </TableRow>
        )}
      </TableBody>
    </Table>
  );
}
