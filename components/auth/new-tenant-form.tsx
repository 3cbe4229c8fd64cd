'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { FormHeading } from './form-heading';

/** Makes a further tenant, or the first one of a person who belongs to none. */
export function NewTenantForm() {
  const t = useTranslations('auth');
  const router = useRouter();
  const trpc = useTRPC();
  const create = useMutation(
    trpc.account.createTenant.mutationOptions({
      meta: { showsError: true },
      onSuccess: ({ slug }) => router.push(`/${slug}/overview`),
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ name: String(new FormData(event.currentTarget).get('name')) });
  }

  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormHeading title={t('newTenant.title')}>{t('newTenant.body')}</FormHeading>
      <FormError message={create.error?.message} />
      <Field label={t('company')} hint={t('companyHint')}>
        <Input name="name" autoComplete="organization" required maxLength={100} autoFocus />
      </Field>
      <SubmitButton variant="primary" pending={create.isPending || create.isSuccess} className="mt-1 w-full">
        {t('newTenant.submit')}
      </SubmitButton>
    </Form>
  );
}
