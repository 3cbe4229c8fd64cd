'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { useMay, useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { RowMenu } from '@/components/ui/row-menu';
import { SectionHeader } from '@/components/ui/section-header';
import { SkeletonRows } from '@/components/ui/skeleton';
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
import type { Model, PriceOverride } from './model';
import { PriceDialog } from './price-dialog';
import { Rates } from './rates';

/** Prices that take the place of the catalogue's. */
export function PriceSection({ models }: { models: readonly Model[] }) {
  const t = useTranslations('models');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('prices:write');
  const [editing, setEditing] = useState<PriceOverride | 'new'>();
  const [deleting, setDeleting] = useState<PriceOverride>();
  const prices = useQuery(trpc.prices.list.queryOptions({ tenant }));
  const remove = useMutation(
    trpc.prices.delete.mutationOptions({
      onSuccess: () => void toast.success(t('priceDeleted')),
      onSettled: () => setDeleting(undefined),
    }),
  );
  return (
    <section className="mt-10">
      <SectionHeader title={t('prices')} description={t('pricesDescription')}>
        {mayWrite && (
          <Button size="small" onClick={() => setEditing('new')}>
            <Plus aria-hidden="true" />
            {t('setPrice')}
          </Button>
        )}
      </SectionHeader>
      <QueryView query={prices} skeleton={<SkeletonRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="rounded-lg border border-dashed px-4 py-5 text-sm text-muted-foreground">
              {t('noPrices')}
            </p>
          ) : (
            <Table label={t('prices')}>
              <TableHead>
                <TableRow>
                  <TableHeader>{t('upstreamModel')}</TableHeader>
                  <TableHeader className="@max-2xl:hidden">{t('provider')}</TableHeader>
                  <TableHeader className="text-right @max-2xl:hidden">{t('input')}</TableHeader>
                  <TableHeader className="text-right @max-2xl:hidden">{t('output')}</TableHeader>
                  <TableActionsHeader />
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map((price) => (
                  <TableRow key={price.id}>
                    <TableCell fill>
                      <PathName wrap name={price.model} className="font-mono text-[13px]" />
                      <TableCellNote className="mt-0.5">
                        <Rates price={price} /> · {price.provider ?? t('anyProvider')}
                        {price.owner === 'deployment' && ` · ${t('byOperator')}`}
                      </TableCellNote>
                    </TableCell>
                    <TableCell className="@max-2xl:hidden">
                      {price.provider ?? t('anyProvider')}
                      {price.owner === 'deployment' && (
                        <Badge tone="outline" className="ml-2">
                          {t('byOperator')}
                        </Badge>
                      )}
                    </TableCell>
                    <TableCell className="tabular text-right @max-2xl:hidden">
                      {formatNanoUsd(price.inputNanoUsdPerMillion)}
                    </TableCell>
                    <TableCell className="tabular text-right @max-2xl:hidden">
                      {formatNanoUsd(price.outputNanoUsdPerMillion)}
                    </TableCell>
                    <TableActionsCell>
                      {mayWrite && price.owner === 'tenant' && (
                        <RowMenu
                          label={t('priceActionsFor', { model: price.model })}
                          actions={[
                            { label: t('editPrice'), Icon: Pencil, onSelect: () => setEditing(price) },
                            {
                              label: t('deletePrice'),
                              Icon: Trash2,
                              danger: true,
                              onSelect: () => setDeleting(price),
                            },
                          ]}
                        />
                      )}
                    </TableActionsCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )
        }
      </QueryView>
      <PriceDialog
        price={editing}
        upstreamModels={[
          ...new Set(models.flatMap((model) => model.channels.map((channel) => channel.upstream))),
        ]}
        onClose={() => setEditing(undefined)}
      />
      <ConfirmDialog
        open={deleting !== undefined}
        onOpenChange={(open) => !open && setDeleting(undefined)}
        title={t('deletePriceTitle', { model: deleting?.model ?? '' })}
        description={t('deletePriceDescription')}
        action={t('deletePrice')}
        pending={remove.isPending}
        onConfirm={() => deleting && remove.mutate({ tenant, id: deleting.id })}
      />
    </section>
  );
}
