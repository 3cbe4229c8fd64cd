'use client';

import { useLocale, useTranslations } from 'next-intl';
import { PathName } from '@/components/format/path-name';
import type { Dimension, UsageRow } from './dimension';
import { hintOf } from './hint-of';

/** What a row is of: a name, with what tells it from others of the same name; or a day. */
export function RowName({ by, row }: { by: Dimension; row: UsageRow }) {
  const t = useTranslations('usage');
  const locale = useLocale();
  if (row.value === null) {
    const nameless = { model: 'unknownModels', tag: 'otherTags' } as const;
    const name = by === 'model' || by === 'tag' ? nameless[by] : 'noChannel';
    return <span className="text-muted-foreground">{t(name)}</span>;
  }
  if (by === 'day') {
    // The day is one of the reader's calendar already.
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    return (
      <span className="tabular whitespace-nowrap">{format.format(new Date(`${row.value}T00:00Z`))}</span>
    );
  }
  const hint = hintOf(by, row);
  return (
    <>
      <PathName name={row.label ?? t('gone')} className="@max-2xl:hidden" />
      <PathName wrap name={row.label ?? t('gone')} className="@2xl:hidden" />
      {hint && (
        <span className="block truncate font-mono text-xs font-normal text-muted-foreground">{hint}</span>
      )}
    </>
  );
}
