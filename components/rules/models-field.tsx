'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** Which models a rule is for: names, or patterns with a star. */
export function ModelsField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('rules');
  return (
    <Field label={t('models')} hint={t('modelsHint')}>
      <Input
        value={value}
        placeholder={t('everyModel')}
        autoComplete="off"
        spellCheck={false}
        maxLength={5_000}
        className="font-mono placeholder:font-sans"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
