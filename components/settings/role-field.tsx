'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

export const roles = ['owner', 'member'] as const;

export type Role = (typeof roles)[number];

export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const t = useTranslations('settings.members');
  return (
    <Field label={t('role')} hint={t(`roleHints.${value}`)}>
      <Select
        value={value}
        onValueChange={(next) => {
          const role = roles.find((candidate) => candidate === next);
          if (role) onChange(role);
        }}
        options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      />
    </Field>
  );
}
