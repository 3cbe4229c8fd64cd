'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SortableHeader } from '@/components/ui/sortable-header';
import {
  Table,
  TableActionsHeader,
  TableBody,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { ApiKey, KeyWithSecret } from './api-key';
import { EditKeyDialog } from './edit-key-dialog';
import { groupKeys } from './group-keys';
import { type KeyAction, KeyRow } from './key-row';
import { RevokeKeyDialog } from './revoke-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';
import { type FigureSort, sortByFigures } from './sort-keys';
import { useKeyBudgets } from './use-key-budgets';
import { useKeyFigures } from './use-key-figures';
import type { KeyView } from './use-key-view';

type KeyTableProps = {
  keys: readonly ApiKey[];
  /** There are more than these. */
  more: boolean;
  view: KeyView;
  onRotated: (key: KeyWithSecret) => void;
};

export function KeyTable({ keys, more, view, onRotated }: KeyTableProps) {
  const t = useTranslations('keys');
  const figures = useKeyFigures();
  const budgets = useKeyBudgets(keys);
  const [open, setOpen] = useState<{ action: KeyAction; key: ApiKey }>();
  const close = () => setOpen(undefined);
  const keyFor = (action: KeyAction) => (open?.action === action ? open.key : undefined);
  const { figureSort, order } = view;
  const sorted = figureSort && figures && !more ? sortByFigures(keys, figures, figureSort, order) : keys;
  const head = { view, sortable: !more };
  return (
    <>
      <Table label={t('title')}>
        <TableHead>
          <TableRow>
            <SortableHeader sorted={view.sorted('name')} onSort={() => view.sortBy('name')}>
              {t('name')}
            </SortableHeader>
            <TableHeader className="@max-2xl:hidden">{t('team')}</TableHeader>
            <SortableHeader sorted={view.sorted('expires')} onSort={() => view.sortBy('expires')}>
              {t('status')}
            </SortableHeader>
            <FigureHeader {...head} sort="used" className="@max-3xl:hidden">
              {t('lastUsed')}
            </FigureHeader>
            <FigureHeader {...head} sort="requests" right className="@max-4xl:hidden">
              {t('requests30d')}
            </FigureHeader>
            <FigureHeader {...head} sort="cost" right className="@max-4xl:hidden">
              {t('cost30d')}
            </FigureHeader>
            <TableHeader className="@max-4xl:hidden">{t('budget')}</TableHeader>
            <SortableHeader
              sorted={view.sorted('created')}
              onSort={() => view.sortBy('created')}
              className="@max-5xl:hidden"
            >
              {t('madeBy')}
            </SortableHeader>
            <TableActionsHeader />
          </TableRow>
        </TableHead>
        <TableBody>
          {groupKeys(sorted).map(({ key, depth }) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              depth={depth}
              figures={figures}
              budgets={budgets}
              onAction={(action) => setOpen({ action, key })}
            />
          ))}
        </TableBody>
      </Table>
      <EditKeyDialog apiKey={keyFor('edit')} onClose={close} />
      <RotateKeyDialog
        apiKey={keyFor('rotate')}
        onClose={close}
        onRotated={(key) => {
          close();
          onRotated(key);
        }}
      />
      <RevokeKeyDialog apiKey={keyFor('revoke')} figures={figures} onClose={close} />
    </>
  );
}

type FigureHeaderProps = {
  view: KeyView;
  sort: FigureSort;
  /** Only where all keys are here: the order of a part says nothing of the rest. */
  sortable: boolean;
  right?: boolean;
  className: string;
  children: string;
};

function FigureHeader({ view, sort, sortable, right, className, children }: FigureHeaderProps) {
  if (!sortable) {
    return <TableHeader className={right ? `text-right ${className}` : className}>{children}</TableHeader>;
  }
  return (
    <SortableHeader
      sorted={view.sorted(sort)}
      onSort={() => view.sortBy(sort)}
      right={right}
      className={className}
    >
      {children}
    </SortableHeader>
  );
}
