'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { FormHeading } from './form-heading';
import { NewPasswordField } from './new-password-field';

type InvitationFormProps = {
  token: string;
  invitation: Outputs['members']['getInvitation'];
  /** Null: nobody is signed in, so an account is made along the way. */
  signedInAs: string | null;
};

export function InvitationForm({ token, invitation, signedInAs }: InvitationFormProps) {
  const t = useTranslations('auth');
  const router = useRouter();
  const trpc = useTRPC();
  const accept = useMutation(trpc.members.acceptInvitation.mutationOptions({ meta: { showsError: true } }));

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (signedInAs !== null) {
      accept.mutate({ token }, { onSuccess: ({ tenant }) => router.push(`/${tenant}/overview`) });
      return;
    }
    const password = String(form.get('password'));
    accept.mutate(
      { token, name: String(form.get('name')), password },
      {
        onSuccess: async ({ tenant, email }) => {
          await signIn('credentials', { redirect: false, email, password });
          router.push(`/${tenant}/overview`);
          router.refresh();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormHeading title={t('invite.title', { tenant: invitation.tenantName })}>
        {t('invite.body', { email: invitation.email })}
        {signedInAs === null && (
          <>
            {' '}
            {t.rich('invite.other', {
              link: (text) => (
                <Link
                  href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`}
                  className="link-thread"
                >
                  {text}
                </Link>
              ),
            })}
          </>
        )}
      </FormHeading>
      <FormError message={accept.error?.message} />
      {signedInAs === null && (
        <>
          <Field label={t('name')}>
            <Input name="name" autoComplete="name" required maxLength={100} autoFocus />
          </Field>
          <input type="email" name="email" autoComplete="username" value={invitation.email} readOnly hidden />
          <NewPasswordField label={t('password')} name="password" />
        </>
      )}
      <Button
        type="submit"
        variant="primary"
        pending={accept.isPending || accept.isSuccess}
        className="mt-1 w-full"
      >
        {t('invite.submit')}
      </Button>
    </form>
  );
}
