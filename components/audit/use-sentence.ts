'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { sentenceValues, type Told, type Words } from './sentence-values';
import { useActorName } from './use-actor-name';

type Mark = (chunks: ReactNode) => ReactNode;

/** Tells events in the reader's language: as text for labels, and with marks for the eye. */
export function useSentence() {
  const t = useTranslations('audit');
  const role = useTranslations('settings.members.roles');
  const locale = useLocale();
  const actorName = useActorName();
  const words: Words = {
    locale,
    actor: actorName,
    role: (name) => role(name),
    field: (name) => t(`fields.${name}`),
  };
  function keyOf({ operation }: Told) {
    // Which operations there are is the server's to say: one without a sentence is told by its name.
    const key = `sentences.${operation}` as 'sentences.unknown';
    return t.has(key) ? key : 'sentences.unknown';
  }
  function valuesOf(event: Told) {
    return { operation: event.operation, actor: '', target: '', ...sentenceValues(event, words) };
  }
  const asText = (chunks: string) => chunks;
  return {
    plain: (event: Told): string => t.markup(keyOf(event), { ...valuesOf(event), who: asText, what: asText }),
    rich: (event: Told, marks: { who: Mark; what: Mark }): ReactNode =>
      t.rich(keyOf(event), { ...valuesOf(event), ...marks }),
  };
}
