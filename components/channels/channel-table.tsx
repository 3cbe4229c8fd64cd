'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { RulesDialog } from '@/components/rules/rules-dialog';
import { useTenant } from '@/components/shell/session';
import { Checkbox } from '@/components/ui/checkbox';
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
import type { ChannelSummary, Provider } from './channel';
import { ChannelRow, type ChannelRowActions } from './channel-row';
import { DeleteChannelDialog } from './delete-channel-dialog';
import type { ChannelOrder } from './use-channel-filter';

const rowsAtOnce = 80;

type ChannelTableProps = {
  channels: readonly ChannelSummary[];
  providers: readonly Provider[];
  mayWrite: boolean;
  order: ChannelOrder;
  onOrder: (order: ChannelOrder) => void;
  selected: ReadonlySet<string>;
  onSelected: (selected: ReadonlySet<string>) => void;
  onEdit: (channel: ChannelSummary) => void;
  onTest: (channel: ChannelSummary) => void;
};

export function ChannelTable({
  channels,
  providers,
  mayWrite,
  order,
  onOrder,
  selected,
  onSelected,
  onEdit,
  onTest,
}: ChannelTableProps) {
  const t = useTranslations('channels');
  const trpc = useTRPC();
  const tenant = useTenant();
  const [deleting, setDeleting] = useState<ChannelSummary>();
  const [limiting, setLimiting] = useState<ChannelSummary>();
  const update = useMutation(trpc.channels.update.mutationOptions());
  const names = useMemo(() => new Map(providers.map(({ id, name }) => [id, name])), [providers]);
  const { count, hasMore, more } = useGrowing(channels.length, rowsAtOnce, order);
  const all = channels.length > 0 && channels.every(({ id }) => selected.has(id));

  const current = useRef<ChannelRowActions>(undefined);
  current.current = {
    onSelect(channel, isSelected) {
      const next = new Set(selected);
      if (isSelected) next.add(channel.id);
      else next.delete(channel.id);
      onSelected(next);
    },
    onSwitch: (channel, enabled) => update.mutate({ tenant, id: channel.id, enabled }),
    onEdit,
    onTest,
    onLimit: setLimiting,
    onDelete: setDeleting,
  };
  const [actions] = useState<ChannelRowActions>(() => ({
    onSelect: (...args) => current.current?.onSelect(...args),
    onSwitch: (...args) => current.current?.onSwitch(...args),
    onEdit: (channel) => current.current?.onEdit(channel),
    onTest: (channel) => current.current?.onTest(channel),
    onLimit: (channel) => current.current?.onLimit(channel),
    onDelete: (channel) => current.current?.onDelete(channel),
  }));
  const sorted = (by: ChannelOrder) =>
    order === by ? (by === 'latest' ? 'descending' : 'ascending') : undefined;

  return (
    <>
      <Table label={t('title')}>
        <TableHead>
          <TableRow>
            {mayWrite && (
              <TableHeader className="w-8 pr-0!">
                <Checkbox
                  aria-label={t('selectAll')}
                  checked={all ? true : selected.size > 0 ? 'indeterminate' : false}
                  onCheckedChange={() => onSelected(new Set(all ? [] : channels.map(({ id }) => id)))}
                />
              </TableHeader>
            )}
            <SortableHeader sorted={sorted('name')} onSort={() => onOrder('name')}>
              {t('name')}
            </SortableHeader>
            <TableHeader className="@max-5xl:hidden">{t('models')}</TableHeader>
            <SortableHeader
              sorted={sorted('latest')}
              onSort={() => onOrder('latest')}
              className="@max-4xl:hidden"
            >
              {t('latestUse')}
            </SortableHeader>
            <SortableHeader
              right
              sorted={sorted('priority')}
              onSort={() => onOrder('priority')}
              className="@max-2xl:hidden"
            >
              {t('priority')}
            </SortableHeader>
            <TableHeader className="text-right @max-2xl:hidden">{t('weight')}</TableHeader>
            <TableHeader>{t('enabled')}</TableHeader>
            <TableActionsHeader />
          </TableRow>
        </TableHead>
        <TableBody>
          {channels.slice(0, count).map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              providerName={names.get(channel.provider) ?? channel.provider}
              mayWrite={mayWrite}
              selected={selected.has(channel.id)}
              actions={actions}
            />
          ))}
          {hasMore && (
            <TableRow ref={more}>
              <TableCell colSpan={8} />
            </TableRow>
          )}
        </TableBody>
      </Table>
      <RulesDialog
        of={limiting && { name: limiting.name, place: { channelId: limiting.id } }}
        onClose={() => setLimiting(undefined)}
      />
      <DeleteChannelDialog channel={deleting} onClose={() => setDeleting(undefined)} />
    </>
  );
}
