'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { SignUpMode } from '@/server/platform/env';
import { FormHeading } from './form-heading';
import { PasswordInput } from './password-input';
import { signInFailure } from './sign-in-failure';

type SignInFormProps = {
  /** Path on this site to go to afterwards. */
  next: string;
  signUp: SignUpMode;
};

export function SignInForm({ next, signUp }: SignInFormProps) {
  const t = useTranslations('auth');
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setFailure(undefined);
    const result = await signIn('credentials', {
      redirect: false,
      email: String(form.get('email')),
      password: String(form.get('password')),
    });
    if (result?.ok && !result.error) {
      router.push(next);
      router.refresh();
      return;
    }
    setPending(false);
    const { message, ...values } = signInFailure(result);
    setFailure(t(message, values));
  }

  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormHeading title={t('signIn.title')}>
        {signUp === 'open'
          ? t.rich('signIn.other', {
              link: (text) => (
                <Link href="/sign-up" className="link-thread">
                  {text}
                </Link>
              ),
            })
          : t(`signIn.${signUp}`)}
      </FormHeading>
      <FormError message={failure} />
      <Field label={t('email')}>
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label={t('password')}>
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <SubmitButton variant="primary" pending={pending} className="mt-1 w-full">
        {t('signIn.submit')}
      </SubmitButton>
    </Form>
  );
}
