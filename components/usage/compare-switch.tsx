'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';

type CompareSwitchProps = { checked: boolean; onChange: (checked: boolean) => void };

/** Whether the period before is shown beside the one that was chosen. */
export function CompareSwitch({ checked, onChange }: CompareSwitchProps) {
  const t = useTranslations('usage');
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <Label htmlFor={id} className="text-[13px] font-normal text-muted-foreground">
        {t('compare')}
      </Label>
      <Switch id={id} checked={checked} onCheckedChange={onChange} />
    </div>
  );
}
