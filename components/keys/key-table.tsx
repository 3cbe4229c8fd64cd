'use client';

import { MoreHorizontal, RefreshCw, ShieldOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Outputs } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
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
            <TableHeader>
              <span className="sr-only">{t('actions')}</span>
            </TableHeader>
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
                  <DropdownMenu>
                    <DropdownMenuTrigger asChild>
                      <Button
                        variant="ghost"
                        size="iconSmall"
                        aria-label={t('actionsFor', { name: key.name })}
                      >
                        <MoreHorizontal aria-hidden="true" />
                      </Button>
                    </DropdownMenuTrigger>
                    <DropdownMenuContent align="end">
                      {key.status === 'active' && (
                        <DropdownMenuItem onSelect={() => setRotating(key)}>
                          <RefreshCw aria-hidden="true" />
                          {t('rotate')}
                        </DropdownMenuItem>
                      )}
                      <DropdownMenuItem danger onSelect={() => setRevoking(key)}>
                        <ShieldOff aria-hidden="true" />
                        {t('revoke')}
                      </DropdownMenuItem>
                    </DropdownMenuContent>
                  </DropdownMenu>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
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
