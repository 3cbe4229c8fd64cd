'use client';

import { useMutation } from '@tanstack/react-query';
import { Pencil, Trash2, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { ProviderMark } from '@/components/providers/provider-mark';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { RowMenu } from '@/components/ui/row-menu';
import { Switch } from '@/components/ui/switch';
import {
  Table,
  TableActionsCell,
  TableActionsHeader,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { Channel, Provider } from './channel';
import { DeleteChannelDialog } from './delete-channel-dialog';

const modelsShown = 2;

type ChannelTableProps = {
  channels: readonly Channel[];
  providers: readonly Provider[];
  mayWrite: boolean;
  onEdit: (channel: Channel) => void;
  onTest: (channel: Channel) => void;
};

export function ChannelTable({ channels, providers, mayWrite, onEdit, onTest }: ChannelTableProps) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [deleting, setDeleting] = useState<Channel>();
  const update = useMutation(trpc.channels.update.mutationOptions());
  return (
    <>
      <Table label={t('title')}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('name')}</TableHeader>
            <TableHeader className="@max-4xl:hidden">{t('models')}</TableHeader>
            <TableHeader className="@max-2xl:hidden">{t('credential')}</TableHeader>
            <TableHeader className="text-right @max-2xl:hidden">{t('priority')}</TableHeader>
            <TableHeader className="text-right @max-2xl:hidden">{t('weight')}</TableHeader>
            <TableHeader>{t('enabled')}</TableHeader>
            <TableActionsHeader />
          </TableRow>
        </TableHead>
        <TableBody>
          {channels.map((channel) => {
            const provider = providers.find(({ id }) => id === channel.provider);
            const names = channel.models.map((model) => model.name);
            return (
              <TableRow key={channel.id} className="hover:bg-muted/40">
                <TableCell fill>
                  <div className="flex items-center gap-3">
                    <ProviderMark id={channel.provider} name={provider?.name ?? channel.provider} />
                    <div className="min-w-0">
                      <p
                        title={channel.name}
                        className="line-clamp-2 font-medium wrap-anywhere @2xl:line-clamp-1 @2xl:break-all"
                      >
                        {channel.name}
                      </p>
                      <p className="truncate text-xs text-muted-foreground">
                        {provider?.name ?? channel.provider}
                        {channel.baseUrl && ` · ${channel.baseUrl.replace(/^https?:\/\//, '')}`}
                      </p>
                    </div>
                  </div>
                </TableCell>
                <TableCell className="max-w-58 @max-4xl:hidden" title={names.join(', ')}>
                  <div className="flex gap-1.5 text-xs whitespace-nowrap">
                    <span className="min-w-0 truncate font-mono">
                      {names.slice(0, modelsShown).join(', ')}
                    </span>
                    {names.length > modelsShown && (
                      <span className="text-muted-foreground">
                        {t('moreModels', { count: names.length - modelsShown })}
                      </span>
                    )}
                  </div>
                </TableCell>
                <TableCell className="font-mono text-xs whitespace-nowrap text-muted-foreground @max-2xl:hidden">
                  {channel.hasCredential ? `••••${channel.credentialHint ?? ''}` : t('noCredential')}
                </TableCell>
                <TableCell className="tabular text-right @max-2xl:hidden">{channel.priority}</TableCell>
                <TableCell className="tabular text-right @max-2xl:hidden">{channel.weight}</TableCell>
                <TableCell>
                  <Switch
                    aria-label={t('enabledNamed', { name: channel.name })}
                    checked={channel.enabled}
                    disabled={!mayWrite}
                    onCheckedChange={(enabled) => update.mutate({ tenant, id: channel.id, enabled })}
                  />
                </TableCell>
                <TableActionsCell>
                  {mayWrite && (
                    <div className="flex items-center justify-end gap-1">
                      <Button
                        size="small"
                        aria-label={t('testNamed', { name: channel.name })}
                        onClick={() => onTest(channel)}
                      >
                        <Zap aria-hidden="true" />
                        <span className="@max-2xl:hidden">{t('test')}</span>
                      </Button>
                      <RowMenu
                        label={t('actionsFor', { name: channel.name })}
                        actions={[
                          { label: t('edit'), Icon: Pencil, onSelect: () => onEdit(channel) },
                          {
                            label: t('delete'),
                            Icon: Trash2,
                            danger: true,
                            onSelect: () => setDeleting(channel),
                          },
                        ]}
                      />
                    </div>
                  )}
                </TableActionsCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      <DeleteChannelDialog channel={deleting} onClose={() => setDeleting(undefined)} />
    </>
  );
}
