'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { FormHeading } from './form-heading';
import { NewPasswordField } from './new-password-field';
import { signInFailure } from './sign-in-failure';

export function SignUpForm() {
  const t = useTranslations('auth');
  const router = useRouter();
  const trpc = useTRPC();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const signUp = useMutation(trpc.account.signUp.mutationOptions({ meta: { showsError: true } }));
  const create = useMutation(trpc.account.createTenant.mutationOptions({ meta: { showsError: true } }));

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name));
    const credentials = { email: text('email'), password: text('password') };
    setPending(true);
    setFailure(undefined);
    try {
      await signUp.mutateAsync({ ...credentials, name: text('name') });
      const result = await signIn('credentials', { redirect: false, ...credentials });
      if (result?.ok && !result.error) {
        const { slug } = await create.mutateAsync({ name: text('company') });
        router.push(`/${slug}/overview`);
        router.refresh();
        return;
      }
      // Signing up is answered the same for an address that has an account already; its password decides.
      const { message, ...values } = signInFailure(result);
      setFailure(message === 'signIn.wrong' ? t('notSignedIn') : t(message, values));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('signUp.failed'));
    }
    setPending(false);
  }

  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormHeading title={t('signUp.title')}>
        {t.rich('signUp.other', {
          link: (text) => (
            <Link href="/sign-in" className="link-thread">
              {text}
            </Link>
          ),
        })}
      </FormHeading>
      <FormError message={failure} />
      <Field label={t('name')}>
        <Input name="name" autoComplete="name" required maxLength={100} autoFocus />
      </Field>
      <Field label={t('company')} hint={t('companyHint')}>
        <Input name="company" autoComplete="organization" required maxLength={100} />
      </Field>
      <Field label={t('email')}>
        <Input name="email" type="email" autoComplete="username" required maxLength={254} />
      </Field>
      <NewPasswordField label={t('password')} name="password" />
      <SubmitButton variant="primary" pending={pending} className="mt-1 w-full">
        {t('signUp.submit')}
      </SubmitButton>
    </Form>
  );
}
