'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
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
import type { PricedModel } from './model-name-field';
import { PriceDialog, type PriceTarget } from './price-dialog';
import { Rates } from './rates';

type PriceSectionProps = {
  /** Undefined until they are there: what the address asks for may be one of their public names. */
  models: readonly Model[] | undefined;
  providers: readonly { id: string; name: string }[];
};

/**
 * Prices that take the place of the catalogue's. `?price=<model>&priceProvider=<id>` in the address opens the dialog
 * for a model.
 */
export function PriceSection({ models, providers }: PriceSectionProps) {
  const t = useTranslations('models');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayWrite = useMay('prices:write');
  const [asked, setAsked] = useQueryState('price', parseAsString);
  const [askedProvider, setAskedProvider] = useQueryState('priceProvider', parseAsString);
  const [editing, setEditing] = useState<PriceOverride>();
  const [deleting, setDeleting] = useState<PriceOverride>();
  const prices = useQuery(trpc.prices.list.queryOptions({ tenant }));
  const options = useMemo(() => pricedModels(models ?? []), [models]);
  const target = editing
    ? { model: editing.model, provider: editing.provider, price: editing }
    : targetOf(asked, askedProvider, prices.data?.items, models);
  const providerName = (id: string | null) =>
    id === null ? t('anyProvider') : (providers.find((each) => each.id === id)?.name ?? id);
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
          <Button size="small" onClick={() => void setAsked('')}>
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
                        <Rates price={price} /> · {providerName(price.provider)}
                        {price.owner === 'deployment' && ` · ${t('byOperator')}`}
                      </TableCellNote>
                    </TableCell>
                    <TableCell className="@max-2xl:hidden">
                      {providerName(price.provider)}
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
        target={mayWrite ? target : undefined}
        options={options}
        providers={providers}
        onClose={() => {
          setEditing(undefined);
          void setAsked(null);
          void setAskedProvider(null);
        }}
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

/**
 * What the address asks for: a new price, or the tenant's own that is there already. A public name (in usage, that is
 * all there is) stands for the provider's model behind it, the first one without a price.
 */
function targetOf(
  asked: string | null,
  askedProvider: string | null,
  prices: readonly PriceOverride[] | undefined,
  models: readonly Model[] | undefined,
): PriceTarget | undefined {
  if (asked === null || prices === undefined || models === undefined) return undefined;
  const serving = askedProvider === null ? models.find(({ name }) => name === asked)?.channels : undefined;
  const meant = serving?.find(({ price }) => price === null) ?? serving?.[0];
  const { model, provider } = meant
    ? { model: meant.upstream, provider: meant.provider }
    : { model: asked, provider: askedProvider };
  const price = prices.find(
    (each) => each.owner === 'tenant' && each.model === model && each.provider === provider,
  );
  return { model, provider, ...(price ? { price } : {}) };
}

/** The providers' models that channels serve, each once. */
function pricedModels(models: readonly Model[]): PricedModel[] {
  const found = new Map<string, PricedModel>();
  for (const { channels } of models) {
    for (const { provider, upstream, price } of channels) {
      found.set(`${provider} ${upstream}`, { model: upstream, provider, priced: price !== null });
    }
  }
  return [...found.values()].sort((one, other) => one.model.localeCompare(other.model));
}
