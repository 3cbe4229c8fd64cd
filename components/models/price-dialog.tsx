'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { formatNanoUsd, parseUsd } from '@/components/format/money';
import { useTenant } from '@/components/shell/session';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Input } from '@/components/ui/input';
import type { PriceOverride } from './model';

const rates = [
  { name: 'inputNanoUsdPerMillion', label: 'input', required: true },
  { name: 'outputNanoUsdPerMillion', label: 'output', required: true },
  { name: 'cachedInputNanoUsdPerMillion', label: 'cachedInput', required: false },
  { name: 'cacheWriteNanoUsdPerMillion', label: 'cacheWrite', required: false },
] as const;

type PriceDialogProps = {
  price: PriceOverride | 'new' | undefined;
  /** Offered while typing. */
  upstreamModels: readonly string[];
  onClose: () => void;
};

export function PriceDialog({ price, ...form }: PriceDialogProps) {
  return (
    <Dialog open={price !== undefined} onOpenChange={(open) => !open && form.onClose()}>
      {price !== undefined && <PriceForm price={price === 'new' ? undefined : price} {...form} />}
    </Dialog>
  );
}

type PriceFormProps = Omit<PriceDialogProps, 'price'> & { price: PriceOverride | undefined };

function PriceForm({ price, upstreamModels, onClose }: PriceFormProps) {
  const t = useTranslations('models');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const formId = useId();
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const set = useMutation(
    trpc.prices.set.mutationOptions({
      meta: { showsError: true },
      onSuccess: () => {
        toast.success(common('saved'));
        onClose();
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const amounts = new Map(rates.map(({ name }) => [name, text(name) === '' ? null : parseUsd(text(name))]));
    const unreadable = rates.filter(({ name }) => amounts.get(name) === undefined).map(({ name }) => name);
    setWrong(new Set(unreadable));
    if (unreadable.length > 0) return;
    const amount = (name: (typeof rates)[number]['name']) => amounts.get(name)?.toString() ?? null;
    set.mutate({
      tenant,
      model: text('model'),
      provider: price?.provider ?? null,
      inputNanoUsdPerMillion: amount('inputNanoUsdPerMillion') ?? '0',
      outputNanoUsdPerMillion: amount('outputNanoUsdPerMillion') ?? '0',
      cachedInputNanoUsdPerMillion: amount('cachedInputNanoUsdPerMillion'),
      cacheWriteNanoUsdPerMillion: amount('cacheWriteNanoUsdPerMillion'),
    });
  }

  return (
    <DialogContent
      title={t('setPrice')}
      description={t('setPriceDescription')}
      footer={
        <FormFooter formId={formId} submit={common('save')} pending={set.isPending} onCancel={onClose} />
      }
    >
      <Form id={formId} onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        <div className="sm:col-span-2 not-has-[p]:hidden">
          <FormError message={set.error?.message} />
        </div>
        <Field label={t('upstreamModel')} hint={t('upstreamModelHint')} className="sm:col-span-2">
          <Input
            name="model"
            required
            maxLength={200}
            readOnly={price !== undefined}
            defaultValue={price?.model}
            list={`${formId}-models`}
            autoComplete="off"
            className="font-mono text-[13px] [&::-webkit-calendar-picker-indicator]:hidden!"
          />
        </Field>
        <datalist id={`${formId}-models`}>
          {upstreamModels.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {rates.map(({ name, label, required }) => {
          const value = price?.[name];
          return (
            <Field
              key={name}
              label={t(label)}
              aside={required ? t('perMillion') : common('optional')}
              error={wrong.has(name) ? t('notAnAmount') : undefined}
            >
              <Input
                name={name}
                inputMode="decimal"
                placeholder="$0.00"
                required={required}
                defaultValue={
                  value == null ? undefined : formatNanoUsd(value, { exact: true }).replaceAll(',', '')
                }
              />
            </Field>
          );
        })}
      </Form>
    </DialogContent>
  );
}
