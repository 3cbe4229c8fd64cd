'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { formatNanoUsd } from '@/components/format/money';
import { useMay, useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Model, PriceOverride } from './model';
import { PriceDialog } from './price-dialog';

/** Prices that take the place of the catalogue's. */
export function PriceSection({ models }: { models: readonly Model[] }) {
  const t = useTranslations('models');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('prices:write');
  const [editing, setEditing] = useState<PriceOverride | 'new'>();
  const prices = useQuery(trpc.prices.list.queryOptions({ tenant }));
  const remove = useMutation(
    trpc.prices.delete.mutationOptions({ onSuccess: () => void toast.success(t('priceDeleted')) }),
  );
  return (
    <section className="mt-10">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-sm font-semibold tracking-tight">{t('prices')}</h2>
          <p className="mt-0.5 max-w-2xl text-[13px] text-muted-foreground">{t('pricesDescription')}</p>
        </div>
        {mayWrite && (
          <Button size="small" onClick={() => setEditing('new')}>
            <Plus aria-hidden="true" />
            {t('setPrice')}
          </Button>
        )}
      </div>
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
                  <TableHeader>{t('provider')}</TableHeader>
                  <TableHeader className="text-right">{t('input')}</TableHeader>
                  <TableHeader className="text-right">{t('output')}</TableHeader>
                  <TableHeader>
                    <span className="sr-only">{t('priceActions')}</span>
                  </TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {items.map((price) => (
                  <TableRow key={price.id}>
                    <TableCell className="font-mono text-[13px]">{price.model}</TableCell>
                    <TableCell>
                      {price.provider ?? t('anyProvider')}
                      {price.owner === 'deployment' && (
                        <Badge tone="outline" className="ml-2">
                          {t('byOperator')}
                        </Badge>
                      )}
                    </TableCell>
                    <TableCell className="tabular text-right">
                      {formatNanoUsd(price.inputNanoUsdPerMillion)}
                    </TableCell>
                    <TableCell className="tabular text-right">
                      {formatNanoUsd(price.outputNanoUsdPerMillion)}
                    </TableCell>
                    <TableCell className="text-right whitespace-nowrap">
                      {mayWrite && price.owner === 'tenant' && (
                        <>
                          <Button
                            variant="ghost"
                            size="iconSmall"
                            aria-label={t('editPrice', { model: price.model })}
                            onClick={() => setEditing(price)}
                          >
                            <Pencil aria-hidden="true" />
                          </Button>
                          <Button
                            variant="ghost"
                            size="iconSmall"
                            aria-label={t('deletePrice', { model: price.model })}
                            onClick={() => remove.mutate({ tenant, id: price.id })}
                          >
                            <Trash2 aria-hidden="true" />
                          </Button>
                        </>
                      )}
                    </TableCell>
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
    </section>
  );
}
