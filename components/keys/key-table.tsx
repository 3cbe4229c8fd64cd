'use client';

import { Pencil, RefreshCw, ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Outputs } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { RowMenu } from '@/components/ui/row-menu';
import {
  Table,
  TableActionsHeader,
  TableBody,
  TableCell,
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
  mayWrite: boolean;
  onRotated: (key: KeyWithSecret) => void;
};

export function KeyTable({ keys, mayWrite, onRotated }: KeyTableProps) {
  const t = useTranslations('keys');
  const [editing, setEditing] = useState<ApiKey>();
  const [rotating, setRotating] = useState<ApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  return (
    <>
      <Table label={t('title')}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('name')}</TableHeader>
            <TableHeader className="max-md:hidden">{t('secret')}</TableHeader>
            <TableHeader className="max-sm:hidden">{t('team')}</TableHeader>
            <TableHeader className="max-lg:hidden">{t('models')}</TableHeader>
            <TableHeader>{t('status')}</TableHeader>
            <TableHeader className="max-md:hidden">{t('expires')}</TableHeader>
            <TableHeader className="max-lg:hidden">{t('created')}</TableHeader>
            <TableActionsHeader />
          </TableRow>
        </TableHead>
        <TableBody>
          {keys.map((key) => (
            <TableRow
              key={key.id}
              className={cn('hover:bg-muted/40', key.status === 'revoked' && 'text-muted-foreground')}
            >
              <TableCell className="max-w-52 truncate font-medium">{key.name}</TableCell>
              <TableCell className="font-mono text-xs whitespace-nowrap text-muted-foreground max-md:hidden">
                {key.prefix}…
              </TableCell>
              <TableCell className="max-w-40 truncate max-sm:hidden">{key.team.name}</TableCell>
              <TableCell className="whitespace-nowrap max-lg:hidden" title={key.models.join(', ')}>
                {key.models.length === 0 ? t('allModels') : t('modelCount', { count: key.models.length })}
              </TableCell>
              <TableCell>
                <Badge tone={tones[key.status]} dot>
                  {t(`statuses.${key.status}`)}
                </Badge>
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
                {key.expiresAt ? <Time value={key.expiresAt} /> : t('neverExpires')}
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground max-lg:hidden">
                <Time value={key.createdAt} to="date" />
              </TableCell>
              <TableCell className="text-right">
                {mayWrite && key.status !== 'revoked' && (
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
              </TableCell>
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
