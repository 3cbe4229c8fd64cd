'use client';

import { MessageSquareText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { ProviderMark } from '@/components/providers/provider-mark';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
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
import type { Model } from './model';
import { PriceBadges } from './price-badges';
import { Rates } from './rates';

/** Models by public name with the channels that serve them; the first channel's price stands for the model. */
export function ModelTable({ models }: { models: readonly Model[] }) {
  const t = useTranslations('models');
  const tenant = useTenant();
  return (
    <Table label={t('title')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('model')}</TableHeader>
          <TableHeader className="@max-4xl:hidden">{t('servedBy')}</TableHeader>
          <TableHeader className="text-right @max-2xl:hidden">{t('input')}</TableHeader>
          <TableHeader className="text-right @max-5xl:hidden">{t('cachedInput')}</TableHeader>
          <TableHeader className="text-right @max-2xl:hidden">{t('output')}</TableHeader>
          <TableActionsHeader />
        </TableRow>
      </TableHead>
      <TableBody>
        {models.map((model) => {
          const price = model.channels[0]?.price;
          return (
            <TableRow key={model.name} className="hover:bg-muted/40">
              <TableCell fill>
                <div className="flex items-center gap-1">
                  <div className="min-w-0">
                    <PathName name={model.name} className="font-mono text-[13px] @max-2xl:hidden" />
                    <PathName wrap name={model.name} className="font-mono text-[13px] @2xl:hidden" />
                    <TableCellNote className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
                      {price ? <Rates price={price} /> : t('unpriced')}
                      {price && <PriceBadges price={price} />}
                    </TableCellNote>
                  </div>
                  <CopyButton text={model.name} label={model.name} className="@max-2xl:ml-auto" />
                </div>
              </TableCell>
              <TableCell className="@max-4xl:hidden">
                <ul className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  {model.channels.map((channel) => (
                    <li key={channel.id} className="flex items-center gap-1.5 text-[13px] whitespace-nowrap">
                      <ProviderMark
                        id={channel.provider}
                        name={channel.provider}
                        className="size-5 rounded text-2xs"
                      />
                      <span title={channel.name} className="max-w-48 truncate">
                        {channel.name}
                      </span>
                    </li>
                  ))}
                </ul>
              </TableCell>
              {price ? (
                <>
                  <TableCell className="tabular text-right whitespace-nowrap @max-2xl:hidden">
                    {formatNanoUsd(price.inputNanoUsdPerMillion)}
                  </TableCell>
                  <TableCell className="tabular text-right whitespace-nowrap text-muted-foreground @max-5xl:hidden">
                    {price.cachedInputNanoUsdPerMillion === null
                      ? '–'
                      : formatNanoUsd(price.cachedInputNanoUsdPerMillion)}
                  </TableCell>
                  <TableCell className="tabular text-right whitespace-nowrap @max-2xl:hidden">
                    <span className="mr-2 inline-flex gap-1.5">
                      <PriceBadges price={price} />
                    </span>
                    {formatNanoUsd(price.outputNanoUsdPerMillion)}
                  </TableCell>
                </>
              ) : (
                <>
                  <TableCell className="@max-5xl:hidden" />
                  <TableCell colSpan={2} className="text-right text-muted-foreground @max-2xl:hidden">
                    {t('unpriced')}
                  </TableCell>
                </>
              )}
              <TableActionsCell>
                <Button asChild variant="ghost" size="iconSmall">
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
        })}
      </TableBody>
    </Table>
  );
}
