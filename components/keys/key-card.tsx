'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ApiKey } from './api-key';
import { KeyMaker } from './key-maker';
import { KeyName } from './key-name';

type KeyCardProps = {
  apiKey: ApiKey;
  /** One more line. */
  children?: ReactNode;
};

/** Which key a dialog speaks of: one of two with the same name is told by its prefix, its team and its maker. */
export function KeyCard({ apiKey, children }: KeyCardProps) {
  const t = useTranslations('keys');
  return (
    <div className="rounded-md border bg-sunken/50 px-3.5 py-2.5 text-[13px]">
      <KeyName name={apiKey.name} prefix={apiKey.prefix} className="font-medium" />
      <p className="mt-0.5 text-xs wrap-anywhere text-muted-foreground">
        {apiKey.team.name} · {t('madeBy')}: <KeyMaker maker={apiKey.maker} />
      </p>
      {children && <p className="mt-0.5 text-xs text-muted-foreground">{children}</p>}
    </div>
  );
}
