'use client';

import { MessageSquareText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { ProviderMark } from '@/components/providers/provider-mark';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import { TableActionsCell, TableCell, TableCellNote, TableRow } from '@/components/ui/table';
import { CapabilityList } from './capability-list';
import type { Model, ModelUse } from './model';
import { PriceBadges } from './price-badges';
import { SetPriceLink } from './set-price-link';

type ModelRowProps = {
  model: Model;
  /** Undefined while it is not known, and for a model that nobody asked for. */
  use: ModelUse | undefined;
  providerName: (id: string) => string;
  onOpen: (name: string) => void;
};

const dash = <span className="text-muted-foreground">–</span>;

/** A model; its first channel's price and facts stand for it. */
export const ModelRow = memo(function ModelRow({ model, use, providerName, onOpen }: ModelRowProps) {
  const t = useTranslations('models');
  const tenant = useTenant();
  const { compact, whole } = useNumberFormats();
  const [first] = model.channels;
  const price = first?.price;
  const facts = first?.facts;
  return (
    <TableRow className="relative hover:bg-muted/40">
      <TableCell fill>
        <div className="flex items-center gap-2">
          {first && (
            <ProviderMark
              id={first.provider}
              name={providerName(first.provider)}
              className="size-6 rounded text-xs @max-2xl:hidden"
            />
          )}
          <div className="min-w-0">
            <button
              type="button"
              aria-label={t('detailsOf', { name: model.name })}
              onClick={() => onOpen(model.name)}
              className={cn('block max-w-full text-left', rowTriggerClasses)}
            >
              <PathName name={model.name} className="font-mono text-[13px] @max-2xl:hidden" />
              <PathName wrap name={model.name} className="font-mono text-[13px] @2xl:hidden" />
            </button>
            <TableCellNote className="mt-0.5">
              {price
                ? t('inAndOut', {
                    input: formatNanoUsd(price.inputNanoUsdPerMillion),
                    output: formatNanoUsd(price.outputNanoUsdPerMillion),
                  })
                : t('unpricedShort')}
              {facts?.contextTokens && ` · ${t('context', { tokens: compact(facts.contextTokens) })}`}
            </TableCellNote>
          </div>
          <span className="relative z-10 @max-2xl:hidden">
            <CopyButton text={model.name} label={model.name} />
          </span>
        </div>
      </TableCell>
      <TableCell className="@max-4xl:hidden">
        <CapabilityList
          capabilities={facts?.capabilities ?? null}
          className="relative z-10 w-fit flex-nowrap"
        />
      </TableCell>
      <TableCell className="tabular text-right whitespace-nowrap @max-3xl:hidden">
        {facts?.contextTokens ? compact(facts.contextTokens) : dash}
      </TableCell>
      {price ? (
        <>
          <TableCell className="tabular text-right whitespace-nowrap @max-2xl:hidden">
            {formatNanoUsd(price.inputNanoUsdPerMillion)}
          </TableCell>
          <TableCell className="tabular text-right whitespace-nowrap @max-2xl:hidden">
            <span className="mr-2 inline-flex gap-1.5 @max-5xl:hidden">
              <PriceBadges price={price} />
            </span>
            {formatNanoUsd(price.outputNanoUsdPerMillion)}
          </TableCell>
        </>
      ) : (
        <TableCell colSpan={2} className="text-right whitespace-nowrap @max-2xl:hidden">
          <span className="relative z-10">
            <SetPriceLink model={first?.upstream ?? model.name} provider={first?.provider} />
          </span>
        </TableCell>
      )}
      <TableCell className="max-w-48 @max-5xl:hidden">
        {first && (
          <span className="flex gap-1.5 text-[13px] whitespace-nowrap">
            <span title={first.name} className="min-w-0 truncate">
              {first.name}
            </span>
            {model.channelCount > 1 && (
              <span className="text-muted-foreground">+{whole(model.channelCount - 1)}</span>
            )}
          </span>
        )}
      </TableCell>
      <TableCell className="tabular text-right whitespace-nowrap @max-3xl:hidden">
        {use ? compact(use.requests) : dash}
      </TableCell>
      <TableCell className="tabular text-right whitespace-nowrap @max-4xl:hidden">
        {use?.p50LatencyMs == null ? dash : formatDurationMs(use.p50LatencyMs)}
      </TableCell>
      <TableActionsCell>
        <Button asChild variant="ghost" size="iconSmall" className="relative z-10">
          <Link
            href={`/${tenant}/playground?model=${encodeURIComponent(model.name)}`}
            aria-label={t('tryNamed', { name: model.name })}
          >
            <MessageSquareText aria-hidden="true" />
          </Link>
        </Button>
      </TableActionsCell>
    </TableRow>
  );
});
