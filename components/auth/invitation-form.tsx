'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { FormHeading } from './form-heading';
import { NewPasswordField } from './new-password-field';
import { signInFailure } from './sign-in-failure';

type InvitationFormProps = {
  token: string;
  invitation: Outputs['members']['getInvitation'];
  /** Null: nobody is signed in, so an account is made along the way. */
  signedInAs: string | null;
  /** Whether somebody without an account can have one. */
  mayMakeAccount: boolean;
};

export function InvitationForm({ token, invitation, signedInAs, mayMakeAccount }: InvitationFormProps) {
  const t = useTranslations('auth');
  const router = useRouter();
  const trpc = useTRPC();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const accept = useMutation(trpc.members.acceptInvitation.mutationOptions({ meta: { showsError: true } }));
  const signInAddress = `/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`;

  /** @returns why somebody with this name and password could not be signed in; undefined when they are */
  async function makeAccount(name: string, password: string): Promise<string | undefined> {
    const { email } = await accept.mutateAsync({ token, name, password });
    const result = await signIn('credentials', { redirect: false, email, password });
    if (result?.ok && !result.error) return undefined;
    // The answer is the same for an address that has an account already; its password decides.
    const { message, ...values } = signInFailure(result);
    return message === 'signIn.wrong' ? t('notSignedIn') : t(message, values);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setFailure(undefined);
    try {
      const refusal =
        signedInAs === null
          ? await makeAccount(String(form.get('name')), String(form.get('password')))
          : undefined;
      if (refusal === undefined) {
        const { tenant } = await accept.mutateAsync({ token });
        router.push(`/${tenant}/overview`);
        router.refresh();
        return;
      }
      setFailure(refusal);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('invite.failed'));
    }
    setPending(false);
  }

  const heading = (
    <FormHeading title={t('invite.title', { tenant: invitation.tenantName })}>
      {t('invite.body', { email: invitation.email })}
      {signedInAs === null && mayMakeAccount && (
        <>
          {' '}
          {t.rich('invite.other', {
            link: (text) => (
              <Link href={signInAddress} className="link-thread">
                {text}
              </Link>
            ),
          })}
        </>
      )}
    </FormHeading>
  );
  if (signedInAs === null && !mayMakeAccount) {
    return (
      <div className="flex flex-col items-start gap-5">
        {heading}
        <p className="text-sm leading-relaxed text-muted-foreground">{t('invite.signInFirst')}</p>
        <Button asChild variant="primary">
          <Link href={signInAddress}>{t('signIn.submit')}</Link>
        </Button>
      </div>
    );
  }
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      {heading}
      <FormError message={failure} />
      {signedInAs === null && (
        <>
          <Field label={t('name')}>
            <Input name="name" autoComplete="name" required maxLength={100} autoFocus />
          </Field>
          <input type="email" name="email" autoComplete="username" value={invitation.email} readOnly hidden />
          <NewPasswordField label={t('password')} name="password" />
        </>
      )}
      <SubmitButton variant="primary" pending={pending} className="mt-1 w-full">
        {t('invite.submit')}
      </SubmitButton>
    </Form>
  );
}
