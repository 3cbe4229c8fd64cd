'use client';

import { Pencil, RefreshCw, ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Outputs } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { useMay, useSession } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { RowMenu } from '@/components/ui/row-menu';
import {
  Table,
  TableActionsCell,
  TableActionsHeader,
  TableBody,
  TableCell,
  TableCellNote,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { EditKeyDialog } from './edit-key-dialog';
import { RevokeKeyDialog } from './revoke-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';
import type { KeyWithSecret } from './secret-dialog';

export type ApiKey = Outputs['keys']['list']['items'][number];

const tones = { active: 'success', expired: 'warning', revoked: 'neutral' } as const;

type KeyTableProps = {
  keys: readonly ApiKey[];
  onRotated: (key: KeyWithSecret) => void;
};

export function KeyTable({ keys, onRotated }: KeyTableProps) {
  const t = useTranslations('keys');
  const { user } = useSession();
  const mayWrite = useMay('keys:write');
  const mayWriteAll = useMay('keys:write-all');
  const mayChange = (key: ApiKey) => mayWriteAll || (mayWrite && key.createdById === user.id);
  const [editing, setEditing] = useState<ApiKey>();
  const [rotating, setRotating] = useState<ApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  return (
    <>
      <Table label={t('title')}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('name')}</TableHeader>
            <TableHeader className="@max-2xl:hidden">{t('secret')}</TableHeader>
            <TableHeader className="@max-2xl:hidden">{t('team')}</TableHeader>
            <TableHeader className="@max-5xl:hidden">{t('models')}</TableHeader>
            <TableHeader>{t('status')}</TableHeader>
            <TableHeader className="@max-4xl:hidden">{t('expires')}</TableHeader>
            <TableHeader className="@max-[68rem]:hidden">{t('created')}</TableHeader>
            <TableActionsHeader />
          </TableRow>
        </TableHead>
        <TableBody>
          {keys.map((key) => (
            <TableRow
              key={key.id}
              className={cn('hover:bg-muted/40', key.status === 'revoked' && 'text-muted-foreground')}
            >
              <TableCell fill className="font-medium">
                <p title={key.name} className="line-clamp-3 wrap-anywhere @2xl:line-clamp-1 @2xl:break-all">
                  {key.name}
                </p>
                <TableCellNote className="truncate">
                  <span className="font-mono">{key.prefix}…</span> · {key.team.name}
                </TableCellNote>
              </TableCell>
              <TableCell className="font-mono text-xs whitespace-nowrap text-muted-foreground @max-2xl:hidden">
                {key.prefix}…
              </TableCell>
              <TableCell className="max-w-40 truncate @max-2xl:hidden">{key.team.name}</TableCell>
              <TableCell className="whitespace-nowrap @max-5xl:hidden" title={key.models.join(', ')}>
                {key.models.length === 0 ? t('allModels') : t('modelCount', { count: key.models.length })}
              </TableCell>
              <TableCell>
                <Badge tone={tones[key.status]} dot>
                  {t(`statuses.${key.status}`)}
                </Badge>
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground @max-4xl:hidden">
                {key.expiresAt ? <Time value={key.expiresAt} /> : t('neverExpires')}
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground @max-[68rem]:hidden">
                <Time value={key.createdAt} to="date" />
              </TableCell>
              <TableActionsCell>
                {mayChange(key) && key.status !== 'revoked' && (
                  <RowMenu
                    label={t('actionsFor', { name: key.name })}
                    actions={[
                      { label: t('edit'), Icon: Pencil, onSelect: () => setEditing(key) },
                      ...(key.status === 'active'
                        ? [{ label: t('rotate'), Icon: RefreshCw, onSelect: () => setRotating(key) }]
                        : []),
                      { label: t('revoke'), Icon: ShieldOff, danger: true, onSelect: () => setRevoking(key) },
                    ]}
                  />
                )}
              </TableActionsCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <EditKeyDialog apiKey={editing} onClose={() => setEditing(undefined)} />
      <RotateKeyDialog
        apiKey={rotating}
        onClose={() => setRotating(undefined)}
        onRotated={(key) => {
          setRotating(undefined);
          onRotated(key);
        }}
      />
      <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />
    </>
  );
}
