'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { PasswordInput } from './password-input';
import { minimumPasswordLength } from './password-rule';

/** A password somebody chooses, with the rule it has to keep. */
export function NewPasswordField({ label, name }: { label: string; name: string }) {
  const t = useTranslations('auth');
  return (
    <Field label={label} hint={t('passwordHint', { count: minimumPasswordLength })}>
      <PasswordInput
        name={name}
        autoComplete="new-password"
        required
        minLength={minimumPasswordLength}
        maxLength={200}
      />
    </Field>
  );
}
