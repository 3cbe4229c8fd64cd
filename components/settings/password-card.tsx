'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/components/api/trpc';
import { NewPasswordField } from '@/components/auth/new-password-field';
import { PasswordInput } from '@/components/auth/password-input';
import { useSession } from '@/components/shell/session';
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { SubmitButton } from '@/components/ui/submit-button';

export function PasswordCard() {
  const t = useTranslations('settings.account');
  const auth = useTranslations('auth');
  const trpc = useTRPC();
  const { user } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      meta: { showsError: true, changesNothing: true },
      onSuccess: ({ endedSessions }) => {
        form.current?.reset();
        toast.success(t('changed'), { description: t('sessionsEnded', { count: endedSessions }) });
      },
    }),
  );

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    change.mutate({
      currentPassword: String(fields.get('currentPassword')),
      newPassword: String(fields.get('newPassword')),
    });
  }

  const wrongField = change.error?.data?.path;
  return (
    <Card>
      <CardHeader title={t('password')} description={t('passwordDescription')} />
      <Form ref={form} onSubmit={submit}>
        <CardBody className="flex flex-col gap-4">
          {wrongField !== 'currentPassword' && <FormError message={change.error?.message} />}
          <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
          <Field
            label={t('currentPassword')}
            error={wrongField === 'currentPassword' ? t('currentPasswordWrong') : undefined}
          >
            <PasswordInput name="currentPassword" autoComplete="current-password" required />
          </Field>
          <NewPasswordField label={auth('newPassword')} name="newPassword" />
        </CardBody>
        <CardFooter>
          <SubmitButton size="small" variant="primary" pending={change.isPending}>
            {t('change')}
          </SubmitButton>
        </CardFooter>
      </Form>
    </Card>
  );
}
