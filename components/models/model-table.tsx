'use client';

import { MessageSquareText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { ProviderMark } from '@/components/providers/provider-mark';
import { useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Model } from './model';

/** Models by public name with the channels that serve them; the first channel's price stands for the model. */
export function ModelTable({ models }: { models: readonly Model[] }) {
  const t = useTranslations('models');
  const tenant = useTenant();
  return (
    <Table label={t('title')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('model')}</TableHeader>
          <TableHeader className="max-md:hidden">{t('servedBy')}</TableHeader>
          <TableHeader className="text-right">{t('input')}</TableHeader>
          <TableHeader className="text-right max-lg:hidden">{t('cachedInput')}</TableHeader>
          <TableHeader className="text-right">{t('output')}</TableHeader>
          <TableHeader>
            <span className="sr-only">{t('try')}</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {models.map((model) => {
          const price = model.channels[0]?.price;
          return (
            <TableRow key={model.name} className="hover:bg-muted/40">
              <TableCell>
                <div className="flex items-center gap-1">
                  <span className="max-w-36 truncate font-mono sm:max-w-64 text-[13px]">{model.name}</span>
                  <CopyButton text={model.name} label={model.name} />
                </div>
              </TableCell>
              <TableCell className="max-md:hidden">
                <ul className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  {model.channels.map((channel) => (
                    <li key={channel.id} className="flex items-center gap-1.5 text-[13px] whitespace-nowrap">
                      <ProviderMark
                        id={channel.provider}
                        name={channel.provider}
                        className="size-5 rounded text-2xs"
                      />
                      {channel.name}
                    </li>
                  ))}
                </ul>
              </TableCell>
              {price ? (
                <>
                  <TableCell className="tabular text-right whitespace-nowrap">
                    {formatNanoUsd(price.inputNanoUsdPerMillion)}
                  </TableCell>
                  <TableCell className="tabular text-right whitespace-nowrap text-muted-foreground max-lg:hidden">
                    {price.cachedInputNanoUsdPerMillion === null
                      ? '–'
                      : formatNanoUsd(price.cachedInputNanoUsdPerMillion)}
                  </TableCell>
                  <TableCell className="tabular text-right whitespace-nowrap">
                    {formatNanoUsd(price.outputNanoUsdPerMillion)}
                    {price.version.startsWith('override:') && (
                      <Badge tone="thread" className="ml-2">
                        {t('own')}
                      </Badge>
                    )}
                    {price.tiered && (
                      <Badge className="ml-2" title={t('tieredHint')}>
                        {t('tiered')}
                      </Badge>
                    )}
                  </TableCell>
                </>
              ) : (
                <TableCell colSpan={3} className="text-right text-muted-foreground">
                  {t('unpriced')}
                </TableCell>
              )}
              <TableCell className="text-right">
                <Button asChild variant="ghost" size="iconSmall">
                  <Link
                    href={`/${tenant}/playground?model=${encodeURIComponent(model.name)}`}
                    aria-label={t('tryNamed', { name: model.name })}
                  >
                    <MessageSquareText aria-hidden="true" />
                  </Link>
                </Button>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
