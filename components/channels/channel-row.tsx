'use client';

import { Gauge, Pencil, Trash2, Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { ProviderMark } from '@/components/providers/provider-mark';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { RowMenu } from '@/components/ui/row-menu';
import { Switch } from '@/components/ui/switch';
import { TableActionsCell, TableCell, TableRow } from '@/components/ui/table';
import type { ChannelSummary } from './channel';
import { LatestUse } from './latest-use';

export type ChannelRowActions = {
  onSelect: (channel: ChannelSummary, selected: boolean) => void;
  onSwitch: (channel: ChannelSummary, enabled: boolean) => void;
  onEdit: (channel: ChannelSummary) => void;
  onTest: (channel: ChannelSummary) => void;
  onLimit: (channel: ChannelSummary) => void;
  onDelete: (channel: ChannelSummary) => void;
};

type ChannelRowProps = {
  channel: ChannelSummary;
  providerName: string;
  mayWrite: boolean;
  selected: boolean;
  /** The same object at every turn, so that a thousand rows are not drawn anew for one. */
  actions: ChannelRowActions;
};

export const ChannelRow = memo(function ChannelRow({
  channel,
  providerName,
  mayWrite,
  selected,
  actions,
}: ChannelRowProps) {
  const t = useTranslations('channels');
  const { name, firstModels, modelCount } = channel;
  const [firstModel] = firstModels;
  return (
    <TableRow className="hover:bg-muted/40" data-state={selected ? 'selected' : undefined}>
      {mayWrite && (
        <TableCell className="w-8 pr-0!">
          <Checkbox
            aria-label={t('selectNamed', { name })}
            checked={selected}
            onCheckedChange={(checked) => actions.onSelect(channel, checked === true)}
          />
        </TableCell>
      )}
      <TableCell fill>
        <div className="flex items-center gap-3">
          <ProviderMark id={channel.provider} name={providerName} className="@max-2xl:hidden" />
          <div className="min-w-0">
            <p
              title={name}
              className="line-clamp-2 font-medium wrap-anywhere @2xl:line-clamp-1 @2xl:break-all"
            >
              {name}
            </p>
            <p className="truncate text-xs text-muted-foreground">
              {providerName}
              {channel.baseUrl && ` · ${channel.baseUrl.replace(/^https?:\/\//, '')}`}
              {channel.hasCredential && ` · ••••${channel.credentialHint ?? ''}`}
            </p>
            <LatestUse channel={channel} className="mt-1 @4xl:hidden" />
          </div>
        </div>
      </TableCell>
      <TableCell className="max-w-64 @max-5xl:hidden" title={firstModels.join(', ')}>
        <div className="flex gap-1.5 text-xs whitespace-nowrap">
          <span className="min-w-0 truncate font-mono">{firstModel}</span>
          {modelCount > 1 && (
            <span className="text-muted-foreground">{t('moreModels', { count: modelCount - 1 })}</span>
          )}
        </div>
      </TableCell>
      <TableCell className="max-w-64 @max-4xl:hidden">
        <LatestUse channel={channel} />
      </TableCell>
      <TableCell className="tabular text-right @max-2xl:hidden">{channel.priority}</TableCell>
      <TableCell className="tabular text-right @max-2xl:hidden">{channel.weight}</TableCell>
      <TableCell>
        <Switch
          aria-label={t('enabledNamed', { name })}
          checked={channel.enabled}
          disabled={!mayWrite}
          onCheckedChange={(enabled) => actions.onSwitch(channel, enabled)}
        />
      </TableCell>
      <TableActionsCell>
        {mayWrite && (
          <div className="flex items-center justify-end gap-1">
            <Button
              size="small"
              aria-label={t('testNamed', { name })}
              className="@max-2xl:hidden"
              onClick={() => actions.onTest(channel)}
            >
              <Zap aria-hidden="true" />
              {t('test')}
            </Button>
            <RowMenu
              label={t('actionsFor', { name })}
              actions={[
                { label: t('test'), Icon: Zap, onSelect: () => actions.onTest(channel) },
                { label: t('edit'), Icon: Pencil, onSelect: () => actions.onEdit(channel) },
                { label: t('limits'), Icon: Gauge, onSelect: () => actions.onLimit(channel) },
                { label: t('delete'), Icon: Trash2, danger: true, onSelect: () => actions.onDelete(channel) },
              ]}
            />
          </div>
        )}
      </TableActionsCell>
    </TableRow>
  );
});
