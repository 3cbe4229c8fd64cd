'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Time } from '@/components/format/time';
import { DialogContent } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { FormFooter } from '@/components/ui/form-footer';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { EndpointKind } from '@/server/canonical/endpoint-kind';
import type { ApiKey } from './api-key';
import { dayAfter, type ExpiryChoice, endOfDay, expiryChoices, expiryDate, isExpiryChoice } from './expiry';
import { type AllowedModels, ModelChoice } from './model-choice';
import { RestrictionFields } from './restriction-fields';
import { itemsOf, restrictionsOf } from './restrictions';
import { SignedSwitch } from './signed-switch';

/** What a person says of a key. */
export type KeyDraft = {
  name: string;
  /** Empty means all. */
  models: string[];
  /** ISO 8601; null for never; undefined leaves it as it was. */
  expiresAt: string | null | undefined;
  endpoints: EndpointKind[];
  addresses: string[];
  tags: string[];
  /** Of a new key: it takes signed requests only. */
  signed?: boolean;
};

type KeyFormProps = {
  title: ReactNode;
  description?: ReactNode;
  submit: ReactNode;
  /** The key that is changed. Absent: a new one is made. */
  apiKey?: ApiKey;
  /** The choice of a team, for a new key: a key stays with its team. */
  team?: ReactNode;
  /** What else there is to say of it. */
  children?: ReactNode;
  error: string | undefined;
  pending: boolean;
  /** It cannot be sent, whatever is filled in. */
  disabled?: boolean;
  onCancel: () => void;
  onSubmit: (draft: KeyDraft) => void;
};

/** The dialog in which a key gets its name, its models and its end. */
export function KeyForm({
  apiKey,
  team,
  children,
  error,
  pending,
  disabled,
  onCancel,
  onSubmit,
  submit,
  ...texts
}: KeyFormProps) {
  const t = useTranslations('keys');
  const formId = useId();
  const [expiry, setExpiry] = useState<ExpiryChoice | 'unchanged' | 'date'>(
    apiKey?.expiresAt ? 'unchanged' : 'never',
  );
  const [restrictions, setRestrictions] = useState(() => restrictionsOf(apiKey));
  const [signed, setSigned] = useState(false);
  const [allowed, setAllowed] = useState<AllowedModels>(apiKey?.models.length ? apiKey.models : 'all');

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    onSubmit({
      name: String(fields.get('name')),
      models: allowed === 'all' ? [] : [...allowed],
      expiresAt: expiry === 'unchanged' ? undefined : endOf(expiry, String(fields.get('expiresOn'))),
      endpoints: restrictions.endpoints,
      addresses: itemsOf(restrictions.addresses),
      tags: itemsOf(restrictions.tags),
      ...(apiKey === undefined && { signed }),
    });
  }

  return (
    <DialogContent
      {...texts}
      footer={
        <FormFooter
          formId={formId}
          submit={submit}
          pending={pending}
          disabled={disabled || allowed.length === 0}
          onCancel={onCancel}
        />
      }
    >
      <Form id={formId} onSubmit={send} className="flex flex-col gap-4">
        <FormError message={error} />
        <Field label={t('name')} hint={t('nameHint')}>
          <Input
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            autoFocus
            defaultValue={apiKey?.name}
          />
        </Field>
        <div className="grid gap-4 sm:grid-flow-col sm:auto-cols-fr">
          {team}
          <Field label={t('expires')}>
            <Select
              value={expiry}
              onValueChange={(value) =>
                setExpiry(isExpiryChoice(value) || value === 'date' ? value : 'unchanged')
              }
              options={[
                ...(apiKey?.expiresAt
                  ? [{ value: 'unchanged', label: <Time value={apiKey.expiresAt} /> }]
                  : []),
                ...expiryChoices.map((choice) => ({ value: choice, label: t(`expiries.${choice}`) })),
                { value: 'date', label: t('expiries.date') },
              ]}
            />
          </Field>
        </div>
        {expiry === 'date' && (
          <Field label={t('expiresOn')} hint={t('expiresOnHint')}>
            <Input name="expiresOn" type="date" required min={dayAfter(new Date())} max="2199-12-30" />
          </Field>
        )}
        <ModelChoice allowed={allowed} onChange={setAllowed} />
        <RestrictionFields
          value={restrictions}
          onChange={setRestrictions}
          open={apiKey !== undefined && isRestricted(apiKey)}
        >
          {apiKey === undefined && <SignedSwitch signed={signed} onChange={setSigned} />}
        </RestrictionFields>
        {children}
      </Form>
    </DialogContent>
  );
}

/** Null: never. */
function endOf(expiry: ExpiryChoice | 'date', day: string): string | null {
  const end = expiry === 'date' ? endOfDay(day) : expiryDate(expiry);
  return end?.toISOString() ?? null;
}

function isRestricted({ endpoints, addresses, tags }: ApiKey): boolean {
  return endpoints.length + addresses.length + tags.length > 0;
}
