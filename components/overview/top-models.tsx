'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { Unknown } from '@/components/format/unknown';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { useTenant } from '@/components/shell/session';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { RowName } from '@/components/usage/row-name';
import { type UsageAddress, usageHref } from '@/components/usage/usage-href';
import { OverviewNothing, OverviewSection } from './overview-section';

const mostModels = 5;

type TopModelsProps = {
  range: TimeRangeState;
  /** The range as the address of this page has it. */
  address: Pick<UsageAddress, 'range' | 'from' | 'to'>;
};

/** The models that cost most in the range, and those asked most where nothing was charged. */
export function TopModels({ range, address }: TopModelsProps) {
  const t = useTranslations('overview');
  const trpc = useTRPC();
  const tenant = useTenant();
  const { whole } = useNumberFormats();
  const models = useQuery(
    trpc.usage.breakdown.queryOptions(
      { tenant, ...range.bounds, timeZone: range.timeZone, by: 'model', limit: mostModels },
      { placeholderData: keepPreviousData },
    ),
  );
  const link = { href: usageHref(tenant, address), label: t('allUsage') };
  return (
    <OverviewSection title={t('topModels')} link={link}>
      <QueryView query={models} skeleton={<SkeletonRows rows={mostModels} />}>
        {({ items }) =>
          items.length === 0 ? (
            <OverviewNothing>{t('noRequests')}</OverviewNothing>
          ) : (
            <Table label={t('topModels')}>
              <TableHead>
                <TableRow>
                  <TableHeader>{t('model')}</TableHeader>
                  <TableHeader className="text-right">{t('requests')}</TableHeader>
                  <TableHeader className="text-right @max-md:hidden">{t('medianShort')}</TableHeader>
                  <TableHeader className="text-right">{t('cost')}</TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map((item) => (
                  <TableRow key={item.value ?? 'none'} className="relative hover:bg-muted/40">
                    <TableCell fill className="h-11 font-mono text-xs">
                      {item.value === null ? (
                        <RowName by="model" row={item} />
                      ) : (
                        <Link
                          href={usageHref(tenant, { ...address, model: [item.value] })}
                          className={rowTriggerClasses}
                        >
                          <PathName name={item.value} />
                        </Link>
                      )}
                    </TableCell>
                    <TableCell className="tabular h-11 text-right">{whole(item.requests)}</TableCell>
                    <TableCell className="tabular h-11 text-right whitespace-nowrap @max-md:hidden">
                      {item.latencyMs ? (
                        formatDurationMs(item.latencyMs.p50)
                      ) : (
                        <Unknown why={t('noLatency')} />
                      )}
                    </TableCell>
                    <TableCell className="tabular h-11 text-right font-medium">
                      {BigInt(item.costNanoUsd) === 0n && item.unpricedRequests > 0 ? (
                        <Unknown why={t('unpriced', { count: item.unpricedRequests })} />
                      ) : (
                        formatNanoUsd(item.costNanoUsd)
                      )}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )
        }
      </QueryView>
    </OverviewSection>
  );
}
