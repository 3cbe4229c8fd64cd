'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/format/relative-time';
import { Time } from '@/components/format/time';
import { Badge } from '@/components/ui/badge';
import type { ApiKey } from './api-key';
import { conditionOf } from './key-condition';

const tones = {
  active: 'success',
  expiring: 'warning',
  replaced: 'warning',
  ended: 'neutral',
  expired: 'neutral',
  revoked: 'neutral',
} as const;

/** Whether a key works, and since when or until when. */
export function KeyStatus({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys');
  const condition = conditionOf(apiKey);
  return (
    <>
      <Badge tone={tones[condition]} dot>
        {t(`conditions.${condition}`)}
      </Badge>
      <StatusNote apiKey={apiKey} />
    </>
  );
}

function StatusNote({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys');
  const { expiresAt, revokedAt, replacedBy } = apiKey;
  const values = {
    prefix: () => <span className="font-mono">{replacedBy?.prefix}…</span>,
    time: () => expiresAt && <Time value={expiresAt} />,
    day: () => expiresAt && <Time value={expiresAt} to="date" />,
    distance: () => expiresAt && <RelativeTime value={expiresAt} />,
  };
  const notes = {
    active: () => (expiresAt ? t.rich('notes.active', values) : null),
    expiring: () => t.rich('notes.expiring', values),
    replaced: () => (expiresAt ? t.rich('notes.replaced', values) : t('notes.replacedForGood')),
    ended: () => t.rich('notes.ended', values),
    expired: () => (expiresAt ? <Time value={expiresAt} to="date" /> : null),
    revoked: () => (revokedAt ? <Time value={revokedAt} to="date" /> : null),
  } satisfies Record<string, () => ReactNode>;
  const note = notes[conditionOf(apiKey)]();
  return note && <p className="mt-0.5 text-xs text-muted-foreground">{note}</p>;
}
