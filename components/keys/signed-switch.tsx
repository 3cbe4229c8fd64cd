'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { signingDocsLink } from './signing-docs-link';

type SignedSwitchProps = { signed: boolean; onChange: (signed: boolean) => void };

/** Whether a key takes signed requests only. Its second secret is made with the key, so this is said then. */
export function SignedSwitch({ signed, onChange }: SignedSwitchProps) {
  const t = useTranslations('keys');
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="flex min-w-0 flex-col gap-1">
        <Label htmlFor={id}>{t('signed')}</Label>
        <p id={`${id}-hint`} className="text-xs leading-relaxed text-muted-foreground">
          {t.rich('signedHint', { link: signingDocsLink })}
        </p>
      </div>
      <Switch id={id} checked={signed} onCheckedChange={onChange} aria-describedby={`${id}-hint`} />
    </div>
  );
}
