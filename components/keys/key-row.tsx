'use client';

import { CornerDownRight, Pencil, RefreshCw, ScrollText, ShieldOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Budget } from '@/components/budgets/standing';
import { Time } from '@/components/format/time';
import { logsHref } from '@/components/logs/logs-href';
import { useMay, useSession } from '@/components/shell/session';
import { cn } from '@/components/ui/class-names';
import { RowMenu } from '@/components/ui/row-menu';
import { TableActionsCell, TableCell, TableCellNote, TableRow } from '@/components/ui/table';
import type { ApiKey } from './api-key';
import { KeyBudget } from './key-budget';
import { hasEnded } from './key-condition';
import { KeyMaker } from './key-maker';
import { KeyRestrictionNote } from './key-restriction-note';
import { KeyStatus } from './key-status';
import { KeyCost, KeyLastUse, KeyRequests } from './key-use';
import type { KeyFigures } from './use-key-figures';

export type KeyAction = 'edit' | 'rotate' | 'revoke';

type KeyRowProps = {
  apiKey: ApiKey;
  /** How many keys that replaced it stand right above it. */
  depth: number;
  figures: ReadonlyMap<string, KeyFigures> | undefined;
  budgets: ReadonlyMap<string, Budget> | undefined;
  onAction: (action: KeyAction) => void;
};

export function KeyRow({ apiKey, depth, figures, budgets, onAction }: KeyRowProps) {
  const use = { apiKey, figures };
  return (
    <TableRow className={cn('hover:bg-muted/40', hasEnded(apiKey) && 'text-muted-foreground')}>
      <TableCell fill>
        <div className={cn('flex gap-1.5', depth > 0 && 'pl-1 @2xl:pl-3')}>
          {depth > 0 && (
            <CornerDownRight aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-muted-foreground" />
          )}
          <div className="min-w-0">
            <p title={apiKey.name} className="line-clamp-3 font-medium wrap-anywhere @2xl:line-clamp-2">
              {apiKey.name}
            </p>
            <p className="text-xs wrap-anywhere text-muted-foreground">
              <span className="font-mono">{apiKey.prefix}…</span>
              <KeyRestrictionNote apiKey={apiKey} />
            </p>
            <TableCellNote>
              {apiKey.team.name}
              {figures && (
                <>
                  {' · '}
                  <KeyLastUse {...use} />
                </>
              )}
            </TableCellNote>
          </div>
        </div>
      </TableCell>
      <TableCell className="@max-2xl:hidden">
        <p title={apiKey.team.name} className="line-clamp-2 max-w-36 wrap-break-word @5xl:max-w-48">
          {apiKey.team.name}
        </p>
      </TableCell>
      <TableCell className="@2xl:min-w-44">
        <KeyStatus apiKey={apiKey} />
      </TableCell>
      <TableCell className="whitespace-nowrap @max-3xl:hidden">
        <KeyLastUse {...use} />
      </TableCell>
      <TableCell className="tabular text-right whitespace-nowrap @max-4xl:hidden">
        <KeyRequests {...use} />
      </TableCell>
      <TableCell className="tabular text-right whitespace-nowrap @max-4xl:hidden">
        <KeyCost {...use} />
      </TableCell>
      <TableCell className="@max-4xl:hidden">
        <KeyBudget apiKey={apiKey} budgets={budgets} />
      </TableCell>
      <TableCell className="@max-5xl:hidden">
        <p className="max-w-36 truncate">
          <KeyMaker maker={apiKey.maker} />
        </p>
        <p className="text-xs whitespace-nowrap text-muted-foreground">
          <Time value={apiKey.createdAt} to="date" />
        </p>
      </TableCell>
      <TableActionsCell>
        <KeyMenu apiKey={apiKey} onAction={onAction} />
      </TableActionsCell>
    </TableRow>
  );
}

function KeyMenu({ apiKey, onAction }: Pick<KeyRowProps, 'apiKey' | 'onAction'>) {
  const t = useTranslations('keys');
  const router = useRouter();
  const { user, tenant } = useSession();
  const mayWrite = useMay('keys:write');
  const mayWriteAll = useMay('keys:write-all');
  const mayChange = mayWriteAll || (mayWrite && apiKey.createdById === user.id);
  const changes = [
    { label: t('edit'), Icon: Pencil, onSelect: () => onAction('edit') },
    ...(apiKey.status === 'active'
      ? [{ label: t('rotate'), Icon: RefreshCw, onSelect: () => onAction('rotate') }]
      : []),
    { label: t('revoke'), Icon: ShieldOff, danger: true, onSelect: () => onAction('revoke') },
  ];
  return (
    <RowMenu
      label={t('actionsFor', { name: `${apiKey.name} ${apiKey.prefix}` })}
      actions={[
        {
          label: t('openLogs'),
          Icon: ScrollText,
          onSelect: () => router.push(logsHref(tenant.slug, { key: [apiKey.id], range: 'month' })),
        },
        ...(mayChange && apiKey.status !== 'revoked' ? changes : []),
      ]}
    />
  );
}
