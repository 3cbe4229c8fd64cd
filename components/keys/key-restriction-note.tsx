'use client';

import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { ApiKey } from './api-key';

/** What a key is held to, in a few words; all of it when pointed at. */
export function KeyRestrictionNote({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('keys');
  const { models, endpoints, addresses, tags, signed } = apiKey;
  const notes = [
    ...(models.length > 0 ? [{ text: t('modelCount', { count: models.length }), all: models }] : []),
    ...(endpoints.length > 0
      ? [{ text: t('endpointCount', { count: endpoints.length }), all: endpoints }]
      : []),
    ...(addresses.length > 0
      ? [{ text: t('networkCount', { count: addresses.length }), all: addresses }]
      : []),
    ...(tags.length > 0 ? [{ text: t('tagCount', { count: tags.length }), all: tags }] : []),
    ...(signed ? [{ text: t('signedOnly'), all: [] }] : []),
  ];
  return notes.map(({ text, all }) => (
    <Fragment key={text}>
      {' · '}
      <span title={all.join(', ') || undefined}>{text}</span>
    </Fragment>
  ));
}
