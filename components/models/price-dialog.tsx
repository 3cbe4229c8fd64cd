'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { formatNanoUsd } from '@/components/format/money';
import { useTenant } from '@/components/shell/session';
import { Combobox } from '@/components/ui/combobox';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Input } from '@/components/ui/input';
import type { PriceOverride } from './model';
import { ModelNameField, type PricedModel } from './model-name-field';
import { rates, readRate, samplePrice, typedRates } from './price-rates';

/** A price to change, or the model that is to get one. */
export type PriceTarget = { model: string; provider: string | null; price?: PriceOverride };

type PriceDialogProps = {
  target: PriceTarget | undefined;
  options: readonly PricedModel[];
  providers: readonly { id: string; name: string }[];
  onClose: () => void;
};

export function PriceDialog({ target, ...form }: PriceDialogProps) {
  return (
    <Dialog open={target !== undefined} onOpenChange={(open) => !open && form.onClose()}>
      {target !== undefined && <PriceForm target={target} {...form} />}
    </Dialog>
  );
}

function PriceForm({ target, options, providers, onClose }: PriceDialogProps & { target: PriceTarget }) {
  const t = useTranslations('models');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const formId = useId();
  const { price } = target;
  const [{ model, provider }, setModel] = useState({ model: target.model, provider: target.provider });
  const [typed, setTyped] = useState(() => typedRates(price));
  const [checked, setChecked] = useState(false);
  const set = useMutation(
    trpc.prices.set.mutationOptions({
      meta: { showsError: true },
      onSuccess: () => {
        toast.success(t('priceSaved', { model }));
        onClose();
      },
    }),
  );
  const sample = samplePrice(typed);
  const providerName = (id: string) => providers.find((each) => each.id === id)?.name ?? id;

  function save() {
    setChecked(true);
    const amounts = rates.map(({ name }) => [name, readRate(typed[name])] as const);
    if (model === '' || amounts.some(([, amount]) => amount === undefined)) return;
    const amount = new Map(amounts.map(([name, value]) => [name, value?.toString() ?? null]));
    set.mutate({
      tenant,
      model,
      provider,
      inputNanoUsdPerMillion: amount.get('inputNanoUsdPerMillion') ?? '0',
      outputNanoUsdPerMillion: amount.get('outputNanoUsdPerMillion') ?? '0',
      cachedInputNanoUsdPerMillion: amount.get('cachedInputNanoUsdPerMillion') ?? null,
      cacheWriteNanoUsdPerMillion: amount.get('cacheWriteNanoUsdPerMillion') ?? null,
    });
  }

  return (
    <DialogContent
      title={price ? t('editPriceTitle') : t('setPrice')}
      description={t('setPriceDescription')}
      footer={
        <FormFooter formId={formId} submit={common('save')} pending={set.isPending} onCancel={onClose} />
      }
    >
      <Form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
        className="grid gap-4 sm:grid-cols-2"
      >
        <div className="sm:col-span-2 not-has-[p]:hidden">
          <FormError message={set.error?.message} />
        </div>
        <Field
          label={t('upstreamModel')}
          hint={t('upstreamModelHint')}
          error={checked && model === '' ? t('chooseModel') : undefined}
          className="sm:col-span-2"
        >
          <ModelNameField
            value={model}
            options={options}
            providerName={providerName}
            disabled={price !== undefined}
            onChange={(name, from) => setModel({ model: name, provider: from ?? provider })}
          />
        </Field>
        <Field label={t('provider')} hint={t('priceProviderHint')} className="sm:col-span-2">
          <Combobox
            value={provider ?? ''}
            disabled={price !== undefined}
            onValueChange={(id) => setModel({ model, provider: id === '' ? null : id })}
            options={[
              { value: '', label: t('everyProvider') },
              ...providers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            placeholder={t('everyProvider')}
            searchPlaceholder={t('findProvider')}
          />
        </Field>
        {rates.map(({ name, label, required }) => (
          <Field
            key={name}
            label={t(label)}
            aside={required ? t('perMillion') : common('optional')}
            error={typed[name] !== '' && readRate(typed[name]) === undefined ? t('notAnAmount') : undefined}
          >
            <Input
              inputMode="decimal"
              autoComplete="off"
              placeholder="0.00"
              required={required}
              value={typed[name]}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              className="tabular"
            />
          </Field>
        ))}
        <p
          aria-live="polite"
          className="tabular rounded-md bg-muted px-3 py-2 text-[13px] text-muted-foreground sm:col-span-2"
        >
          {sample === undefined
            ? t('sampleMissing')
            : t('sample', { amount: formatNanoUsd(sample, { exact: true }) })}
        </p>
      </Form>
    </DialogContent>
  );
}
