'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { localeNames } from '@/components/preferences/locale-names';
import { useChangeLocale } from '@/components/preferences/use-change-locale';
import { useSession } from '@/components/shell/session';
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card';
import { Combobox } from '@/components/ui/combobox';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { locales } from '@/messages/locales';
import { timeZoneOptions } from './time-zone-options';

/** Stands for what is left to the browser: a choice has to have a value. */
const automatic = 'automatic';

/** A person's name, and the language and time zone in which they want the pages. */
export function ProfileCard() {
  const t = useTranslations('settings.account');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const router = useRouter();
  const shownLocale = useLocale();
  const { changeLocale } = useChangeLocale();
  const { user } = useSession();
  const [name, setName] = useState(user.name);
  const [language, setLanguage] = useState<string>(user.locale ?? automatic);
  const [timeZone, setTimeZone] = useState(user.timeZone ?? automatic);
  const zones = useMemo(() => timeZoneOptions(shownLocale, new Date()), [shownLocale]);
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const locale = locales.find((candidate) => candidate === language) ?? null;
  const zone = timeZone === automatic ? null : timeZone;
  const update = useMutation(
    trpc.account.update.mutationOptions({
      meta: { showsError: true },
      onSuccess: (saved) => {
        toast.success(common('saved'));
        if (saved.locale !== user.locale) changeLocale(saved.locale);
        else router.refresh();
      },
    }),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    update.mutate({
      ...(name !== user.name ? { name } : {}),
      ...(locale !== user.locale ? { locale } : {}),
      ...(zone !== user.timeZone ? { timeZone: zone } : {}),
    });
  }

  const unchanged = name === user.name && locale === user.locale && zone === user.timeZone;
  return (
    <Card>
      <CardHeader title={t('profile')} description={t('profileDescription')} />
      <Form onSubmit={submit}>
        <CardBody className="flex flex-col gap-4">
          <FormError message={update.error?.message} />
          <Field label={t('name')}>
            <Input
              required
              maxLength={100}
              autoComplete="name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field label={t('email')} hint={t('emailHint')}>
            <Input readOnly value={user.email} className="bg-sunken text-muted-foreground" />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={common('language')} hint={t('languageHint')}>
              <Select
                value={language}
                onValueChange={setLanguage}
                options={[
                  { value: automatic, label: t('automatic') },
                  ...locales.map((value) => ({
                    value,
                    label: <span lang={value}>{localeNames[value]}</span>,
                  })),
                ]}
              />
            </Field>
            <Field label={t('timeZone')} hint={t('timeZoneHint')}>
              <Combobox
                value={timeZone}
                onValueChange={setTimeZone}
                options={[{ value: automatic, label: t('automaticZone', { zone: ownZone }) }, ...zones]}
                placeholder={t('timeZone')}
                searchPlaceholder={t('findTimeZone')}
              />
            </Field>
          </div>
        </CardBody>
        <CardFooter>
          <SubmitButton size="small" variant="primary" pending={update.isPending} disabled={unchanged}>
            {common('save')}
          </SubmitButton>
        </CardFooter>
      </Form>
    </Card>
  );
}
