'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';

type FilterFormProps = {
  onSubmit: () => void;
  /** The other way out. */
  aside: { label: string; onClick: () => void };
  children: ReactNode;
};

/** Fields of a filter, applied together. */
export function FilterForm({ onSubmit, aside, children }: FilterFormProps) {
  const t = useTranslations('filters');
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      {children}
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={aside.onClick}>
          {aside.label}
        </Button>
        <Button size="small" type="submit" variant="primary">
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}
