'use client';

import { useTranslations } from 'next-intl';
import { Time } from '@/components/format/time';

/** The range holds more requests than are put in order: says which ones are. */
export function OrderedNote({ since }: { since: string }) {
  const t = useTranslations('logs');
  return (
    <p role="status" className="mb-3 text-[13px] text-muted-foreground">
      {t.rich('orderedPart', { time: () => <Time value={since} /> })}
    </p>
  );
}
