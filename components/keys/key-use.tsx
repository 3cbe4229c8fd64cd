'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { RelativeTime } from '@/components/format/relative-time';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { logsHref } from '@/components/logs/logs-href';
import { useTenant } from '@/components/shell/session';
import { Skeleton } from '@/components/ui/skeleton';
import type { ApiKey } from './api-key';
import type { KeyFigures } from './use-key-figures';

type KeyUseProps = {
  apiKey: Pick<ApiKey, 'id' | 'name'>;
  /** Undefined while they are on their way. */
  figures: ReadonlyMap<string, KeyFigures> | undefined;
};

const linkClasses = 'finger-room relative rounded-sm underline-offset-4 hover:underline';

export function KeyLastUse({ apiKey, figures }: KeyUseProps) {
  const t = useTranslations('keys');
  if (!figures) return <Skeleton className="h-4 w-16" />;
  const lastUsedAt = figures.get(apiKey.id)?.lastUsedAt;
  if (!lastUsedAt) return <span className="text-muted-foreground">{t('notUsed')}</span>;
  return <RelativeTime value={lastUsedAt} />;
}

/** Requests of 30 days; leads to them in the logs. */
export function KeyRequests({ apiKey, figures }: KeyUseProps) {
  const t = useTranslations('keys');
  const { compact, whole } = useNumberFormats();
  const tenant = useTenant();
  if (!figures) return <Skeleton className="ml-auto h-4 w-10" />;
  const count = figures.get(apiKey.id)?.requests30d ?? 0;
  if (count === 0) return <span className="text-muted-foreground">0</span>;
  return (
    <Link
      href={logsHref(tenant, { key: [apiKey.id], range: 'month' })}
      title={whole(count)}
      aria-label={t('requestsOf', { count, name: apiKey.name })}
      className={linkClasses}
    >
      {compact(count)}
    </Link>
  );
}

/** Cost of 30 days; leads to where it came from. */
export function KeyCost({ apiKey, figures }: KeyUseProps) {
  const t = useTranslations('keys');
  const tenant = useTenant();
  if (!figures) return <Skeleton className="ml-auto h-4 w-14" />;
  const cost = figures.get(apiKey.id)?.costNanoUsd30d ?? '0';
  if (cost === '0') return <span className="text-muted-foreground">$0</span>;
  return (
    <Link
      href={`/${tenant}/usage?range=month&key=${apiKey.id}`}
      aria-label={t('costOf', { cost: formatNanoUsd(cost), name: apiKey.name })}
      className={linkClasses}
    >
      {formatNanoUsd(cost)}
    </Link>
  );
}
